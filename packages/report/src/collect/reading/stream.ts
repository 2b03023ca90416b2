import type { Client } from "@windowpane/core";
import type { ReadOptions } from "./options.ts";
import { createGapReader, type GapReader } from "./reader.ts";

/** A read that reports its state while it runs. */
export interface ReportReading<Report, Progress> {
  /** The report on what has been read so far. */
  report(): Report;
  progress(): Progress;
  /** Number of rows that a report covers now, such as invocations and executions. Assembling a report takes time in proportion. */
  rows(): number;
  /** Sends all requests. Resolves when everything has been read. */
  read(): Promise<void>;
}

/** Creates a read that sends its requests through `reader` and calls `onChange` whenever its report changes. */
type Prepare<Report, Progress> = (reader: GapReader, onChange: () => void) => ReportReading<Report, Progress>;

interface Changes {
  count: number;
  wake: () => void;
}

/**
 * Share of a report's rows that must have changed before the next report. It limits the work of all reports of one read to a
 * fixed multiple of its rows; otherwise a read of 100,000 invocations takes minutes.
 */
const CHANGED_SHARE = 1 / 2;

/** Time in milliseconds after which fewer changes are enough for the next report, with a clock. */
const INTERVAL = 1000;

/** Assembling reports takes at most one in this many parts of the time, unless enough has changed. */
const TIME_SHARE = 10;

/** Creates the test of whether the next report is due. */
const createDue = (
  clock: (() => Date) | undefined,
): { isDue(changes: number, rows: number): boolean; assemble<Report>(report: () => Report): Report } => {
  const time = (): number => clock?.().getTime() ?? 0;
  let last = time();
  let wait = INTERVAL;
  return {
    isDue: (changes, rows) =>
      changes >= Math.max(1, rows * CHANGED_SHARE) || (changes > 0 && Math.abs(time() - last) >= wait),
    assemble: (report) => {
      const start = time();
      const assembled = report();
      last = time();
      wait = Math.max(INTERVAL, (last - start) * TIME_SHARE);
      return assembled;
    },
  };
};

/**
 * Yields the reports of a read while it runs, and the final report when it ends. With more rows, reports are less frequent. A
 * slow caller always gets the newest report, not each in between. Reading starts with the first `next()` and stops when the
 * caller leaves the loop.
 */
export const streamReports = <Report extends { readonly done: boolean }, Progress>(
  client: Client,
  options: ReadOptions,
  prepare: Prepare<Report, Progress>,
): AsyncGenerator<Report, void, undefined> => {
  const changes: Changes = { count: 0, wake: () => {} };
  const onChange = (): void => {
    changes.count += 1;
    changes.wake();
  };
  const reader = createGapReader(client, options, onChange);
  return reportsOf(prepare(reader, onChange), reader, changes, options.clock);
};

async function* reportsOf<Report extends { readonly done: boolean }, Progress>(
  reading: ReportReading<Report, Progress>,
  reader: GapReader,
  changes: Changes,
  clock: (() => Date) | undefined,
): AsyncGenerator<Report, void, undefined> {
  const end: { isReached: boolean; failure?: { readonly error: unknown } } = { isReached: false };
  const run = async (): Promise<void> => {
    try {
      await reading.read();
    } catch (error) {
      end.failure = { error };
    }
    end.isReached = true;
    changes.wake();
  };
  const news = (): Promise<void> =>
    new Promise((resolve) => {
      changes.wake = resolve;
    });

  const due = createDue(clock);
  try {
    const running = run();
    for (;;) {
      while (!end.isReached && !due.isDue(changes.count, reading.rows())) await news();
      if (end.isReached) break;
      changes.count = 0;
      const known = due.assemble(reading.report);
      // Everything is read, although `read` has not returned yet: this is the final report, yielded below.
      if (known.done) break;
      yield known;
    }
    await running;
    if (end.failure !== undefined) throw end.failure.error;
    yield reading.report();
  } finally {
    reader.stop();
  }
}

/** Returns the final report of a read. `onProgress` is called after every response and every change. */
export const lastReport = async <Report, Progress>(
  client: Client,
  options: ReadOptions,
  prepare: Prepare<Report, Progress>,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Report> => {
  const report = (): void => onProgress?.(reading.progress());
  const reader = createGapReader(client, options, report);
  const reading = prepare(reader, report);
  try {
    await reading.read();
    return reading.report();
  } finally {
    reader.stop();
  }
};
