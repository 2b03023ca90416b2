/** Reads answers from an archive. */
import type { HistorySource } from "@windowpane/report";
import type { Archived, Reading, Values } from "../model/reading.ts";
import { isNoArchive } from "../history/http-history.ts";
import type { ReaderOptions } from "./list-reader.ts";

type Of<Name extends Reading["of"]> = Extract<Reading, { readonly of: Name }>;

/** Windows over time, with what was collected. */
export async function* readTrends(
  { since }: Of<"trends">,
  options: ReaderOptions,
): AsyncGenerator<Values["trends"], void, undefined> {
  yield await archived(options, async (history) => {
    const [answer, collections] = await Promise.all([
      history.trends.windows({ since, ...periodOf(options) }),
      // The trends do not need it, and not every host tells.
      history.collections?.({ since, signal: options.signal }).catch(() => undefined),
    ]);
    return { answer, collections };
  });
}

/** The nights of a window by machine. */
export async function* readNights(
  { WindowId, since }: Of<"nights">,
  options: ReaderOptions,
): AsyncGenerator<Values["nights"], void, undefined> {
  yield await archived(options, async ({ trends }) => {
    const period = { since, ...periodOf(options) };
    const [answer, windows] = await Promise.all([
      trends.nights({ WindowId, ...period }),
      trends.windows({ windows: [WindowId], ...period }),
    ]);
    return { answer, window: windows.rows[0] };
  });
}

/** The nights of a machine. */
export async function* readMachineTrend(
  { InstanceId, since }: Of<"machineTrend">,
  options: ReaderOptions,
): AsyncGenerator<Values["machineTrend"], void, undefined> {
  yield await archived(options, async ({ trends }) => ({
    answer: await trends.machines({ machines: [InstanceId], since, ...periodOf(options) }),
  }));
}

const periodOf = ({ now, timeZone, signal }: ReaderOptions) => ({ until: now(), timeZone, signal });

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
