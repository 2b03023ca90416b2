/** The last nights of windows, from an archive. */
import { itemOrigin } from "@windowpane/core";
import { isSameOrigin, plural, sparkSteps, type TrendList, type WindowTrend } from "@windowpane/report";
import type { NightsOf, WindowNights } from "../model/reading.ts";

/** Maximum number of windows whose nights are known, those that fail most first. */
export const MOST_WINDOWS = 1000;

/** The nights of windows. Without an account, a window has the nights of the only window with its ID. */
export const nightsIn = (answer: TrendList<WindowTrend>): NightsOf => {
  const byId = new Map<string, WindowTrend[]>();
  for (const row of answer.rows) {
    const same = byId.get(row.WindowId) ?? [];
    byId.set(row.WindowId, [...same, row]);
  }
  return (window) => {
    const origin = itemOrigin(window);
    const all = byId.get(window.WindowId ?? "") ?? [];
    const own = origin.Account === undefined ? all : all.filter((one) => isSameOrigin(one, origin));
    const [found, other] = own;
    return found === undefined || other !== undefined ? undefined : () => nightsText(answer, found);
  };
};

const nightsText = (answer: TrendList<WindowTrend>, { points, missingDays }: WindowTrend): WindowNights => {
  const failed = points.filter((point) => point.failed > 0).length;
  const unknown = points.filter((point) => point.failed === 0 && point.unknown > 0).length;
  return {
    steps: sparkSteps({ ...answer, missingDays }, points, answer.days.length),
    words: `${failed} of ${plural(points.length, "night")} failed${unknown === 0 ? "" : `, ${unknown} unknown`}`,
  };
};
