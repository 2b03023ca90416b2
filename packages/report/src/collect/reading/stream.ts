import type { Client } from "@windowpane/core";
import type { ReadOptions } from "./options.ts";
import { createReader, type Reader } from "./reader.ts";

/** A reading that goes on by itself. */
export interface Reading<Report, Progress> {
  /** What is known now. */
  report(): Report;
  progress(): Progress;
  /** Reads everything. */
  read(): Promise<void>;
}

/** Prepares a reading that sends its requests by `reader`, and calls `onChange` whenever more is known. */
type Prepare<Report, Progress> = (reader: Reader, onChange: () => void) => Reading<Report, Progress>;

interface Changes {
  count: number;
  wake: () => void;
}

/**
 * The reports of a reading, the last one when it has ended. A slow caller gets the newest report each time: what changed in
 * between is one report. Reading starts with the first `next()`, and leaving early stops it.
 *
 * @param worthwhile - how many changes are worth a new report, at least one.
 */
export const streamReports = <Report extends { readonly done: boolean }, Progress>(
  client: Client,
  options: ReadOptions,
  prepare: Prepare<Report, Progress>,
  worthwhile: (progress: Progress) => number,
): AsyncGenerator<Report, void, undefined> => {
  const changes: Changes = { count: 0, wake: () => {} };
  const onChange = (): void => {
    changes.count += 1;
    changes.wake();
  };
  const reader = createReader(client, options, onChange);
  return reportsOf(prepare(reader, onChange), reader, changes, worthwhile);
};

async function* reportsOf<Report extends { readonly done: boolean }, Progress>(
  reading: Reading<Report, Progress>,
  reader: Reader,
  changes: Changes,
  worthwhile: (progress: Progress) => number,
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

  try {
    const running = run();
    for (;;) {
      while (!end.isReached && changes.count < Math.max(1, worthwhile(reading.progress()))) await news();
      if (end.isReached) break;
      changes.count = 0;
      const known = reading.report();
      // The reading has everything, but has not returned yet: what it has is the last report, not the last but one.
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

/** The last report of a reading. `onProgress` is called after every response and change. */
export const lastReport = async <Report, Progress>(
  client: Client,
  options: ReadOptions,
  prepare: Prepare<Report, Progress>,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Report> => {
  const tell = (): void => onProgress?.(reading.progress());
  const reader = createReader(client, options, tell);
  const reading = prepare(reader, tell);
  try {
    await reading.read();
    return reading.report();
  } finally {
    reader.stop();
  }
};
