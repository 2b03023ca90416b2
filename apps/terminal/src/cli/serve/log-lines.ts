import type { Sink } from "../../host/host.ts";

/** A log that does not block the server. */
export interface LogLines {
  /** Adds an entry, which becomes a line of JSON. Returns immediately. */
  log(entry: object): void;
  /** Resolves when all entries so far are written, or writing failed. */
  written(): Promise<void>;
}

export interface LogLinesOptions {
  /** Waits between two writes. Entries logged meanwhile are written together. */
  readonly rest: () => Promise<void>;
  /** Maximum number of entries waiting to be written. Default: 10,000. */
  readonly most?: number | undefined;
}

/**
 * Writes entries to a sink in batches, because one write per line costs a busy server a tenth of its time. If the reader
 * falls behind, entries beyond `most` are dropped, and their number is logged later.
 */
export const logLines = (sink: Sink, { rest, most = 10_000 }: LogLinesOptions): LogLines => {
  let waiting: object[] = [];
  let entriesDropped = 0;
  let writing: Promise<void> | undefined;

  const takeAll = (): readonly object[] => {
    const taken = waiting;
    if (entriesDropped > 0) {
      taken.push({
        level: "warn",
        message: "Log entries were dropped because stderr was blocked.",
        entriesDropped,
      });
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
        // The server continues when stderr is closed.
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
