/** Reads answers from an archive. */
import { itemOrigin } from "@windowpane/core";
import {
  isSameOrigin,
  plural,
  sparkSteps,
  type HistorySource,
  type TrendList,
  type WindowTrend,
} from "@windowpane/report";
import { NIGHTS } from "../content/trends.ts";
import type { Archived, NightsOf, Reading, Values, WindowNights } from "../model/reading.ts";
import { isNoArchive } from "../history/http-history.ts";
import type { ReaderOptions } from "./list-reader.ts";

type Of<Name extends Reading["of"]> = Extract<Reading, { readonly of: Name }>;

/** Windows over time, with what was collected. */
export async function* readTrends(
  _: Of<"trends">,
  options: ReaderOptions,
): AsyncGenerator<Values["trends"], void, undefined> {
  yield await archived(options, async (history) => {
    const period = periodOf(options, NIGHTS);
    const [answer, collections] = await Promise.all([
      history.trends.windows({ limit: MOST_WINDOWS, ...period }),
      // The trends do not need it, and not every host tells.
      history.collections?.({ since: period.since, signal: options.signal }).catch(() => undefined),
    ]);
    return { answer, collections, nightsOf: nightsIn(answer) };
  });
}

/** Maximum number of windows over time, those that fail most first. */
const MOST_WINDOWS = 1000;

/** Without an account, a window has the nights of the only window with its ID. */
const nightsIn = (answer: TrendList<WindowTrend>): NightsOf => {
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

const nightsText = (answer: TrendList<WindowTrend>, { points }: WindowTrend): WindowNights => {
  const failed = points.filter((point) => point.failed > 0).length;
  const unknown = points.filter((point) => point.failed === 0 && point.unknown > 0).length;
  return {
    steps: sparkSteps(answer, points, answer.days.length),
    words: `${failed} of ${plural(points.length, "night")} failed${unknown === 0 ? "" : `, ${unknown} unknown`}`,
  };
};

/** The nights of a window by machine. */
export async function* readNights(
  { WindowId }: Of<"nights">,
  options: ReaderOptions,
): AsyncGenerator<Values["nights"], void, undefined> {
  yield await archived(options, async ({ trends }) => {
    const period = periodOf(options, NIGHTS);
    const [answer, windows] = await Promise.all([
      trends.nights({ WindowId, ...period }),
      trends.windows({ windows: [WindowId], ...period }),
    ]);
    return { answer, window: windows.rows[0] };
  });
}

/** The nights of a machine. */
export async function* readMachineTrend(
  { InstanceId }: Of<"machineTrend">,
  options: ReaderOptions,
): AsyncGenerator<Values["machineTrend"], void, undefined> {
  yield await archived(options, async ({ trends }) => ({
    answer: await trends.machines({ machines: [InstanceId], ...periodOf(options, YEAR) }),
  }));
}

const DAY = 86_400_000;
const YEAR = 365;

/** The last nights, the current one included. */
const periodOf = ({ now, timeZone, signal }: ReaderOptions, nights: number) => {
  const until = now();
  return { since: new Date(until.getTime() - (nights - 1) * DAY), until, timeZone, signal };
};

const archived = async <Value extends object>(
  { history }: ReaderOptions,
  read: (source: HistorySource) => Promise<Value>,
): Promise<Archived<Value>> => {
  const source = await history?.();
  if (source === undefined) return { hasArchive: false };
  try {
    return { hasArchive: true, ...(await read(source)) };
  } catch (error) {
    if (isNoArchive(error)) return { hasArchive: false };
    throw error;
  }
};
