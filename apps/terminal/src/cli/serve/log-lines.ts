import type { Sink } from "../../host/host.ts";

/** A log that is written while others are served. */
export interface LogLines {
  /** Takes an entry, which becomes a line of JSON. It never waits. */
  log(entry: object): void;
  /** Resolves when everything taken so far is written, or cannot be. */
  written(): Promise<void>;
}

/** How a log is written. */
export interface LogLinesOptions {
  /** Waits between two writes; what is logged meanwhile goes out at once. */
  readonly rest: () => Promise<void>;
  /** Most lines that wait to be written. Default: 10,000. */
  readonly most?: number | undefined;
}

/**
 * Writes entries to a sink. A write of its own for each line would cost a busy server a tenth of its time, so the first one
 * is written at once, and those of the next moment together. A server must neither wait for whoever reads its log nor keep
 * all of it in memory when nobody does, so beyond `most` lines it drops them and says how many when it can write again.
 */
export const logLines = (sink: Sink, { rest, most = 10_000 }: LogLinesOptions): LogLines => {
  let waiting: object[] = [];
  let entriesDropped = 0;
  let writing: Promise<void> | undefined;

  const takeAll = (): readonly object[] => {
    const taken = waiting;
    if (entriesDropped > 0) {
      taken.push({ level: "warn", message: "The log was not read in time.", entriesDropped });
    }
    waiting = [];
    entriesDropped = 0;
    return taken;
  };

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const text = takeAll()
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join("");
      try {
        await sink.write(text);
      } catch {
        // Whoever closed the log does not want it; the server goes on.
      }
      await rest();
    }
    writing = undefined;
  };

  return {
    log: (entry) => {
      if (waiting.length >= most) entriesDropped += 1;
      else waiting.push(entry);
      writing ??= write();
    },
    written: async () => writing,
  };
};
