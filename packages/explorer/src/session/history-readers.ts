/** Reads answers from an archive. */
import { lastNights, type HistorySource } from "@windowpane/report";
import { MOST_WINDOWS, nightsIn } from "../content/nights.ts";
import type { Archived, Reading, Values } from "../model/reading.ts";
import { isNoArchive } from "../history/http-history.ts";
import type { ReaderOptions } from "./list-reader.ts";

type Of<Name extends Reading["of"]> = Extract<Reading, { readonly of: Name }>;

/** Windows over time, with what was collected. */
export async function* readTrends(
  _: Of<"trends">,
  options: ReaderOptions,
): AsyncGenerator<Values["trends"], void, undefined> {
  yield await archived(options, async (history) => {
    const period = periodOf(options);
    const [answer, collections] = await Promise.all([
      history.trends.windows({ ...period, limit: MOST_WINDOWS }),
      // The trends do not need it, and not every host tells.
      history.collections?.({ since: period.since, signal: options.signal }).catch(() => undefined),
    ]);
    return { answer, collections, nightsOf: nightsIn(answer) };
  });
}

/** The nights of a window by machine. */
export async function* readNights(
  { WindowId }: Of<"nights">,
  options: ReaderOptions,
): AsyncGenerator<Values["nights"], void, undefined> {
  yield await archived(options, async ({ trends }) => {
    const period = periodOf(options);
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

/** Number of nights of a machine. */
const YEAR = 365;

const periodOf = ({ now, timeZone, signal }: ReaderOptions, nights?: number) => ({
  ...lastNights(now(), nights),
  timeZone,
  signal,
});

const archived = async <Value extends object>(
  { history, signal }: ReaderOptions,
  read: (source: HistorySource) => Promise<Value>,
): Promise<Archived<Value>> => {
  const source = await history?.();
  if (source === undefined) return { hasArchive: false };
  // Browsers print each response with an error on the console.
  if ((await source.exists?.({ signal })) === false) return { hasArchive: false };
  try {
    return { hasArchive: true, ...(await read(source)) };
  } catch (error) {
    if (isNoArchive(error)) return { hasArchive: false };
    throw error;
  }
};
