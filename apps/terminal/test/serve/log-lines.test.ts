import { describe, expect, it } from "vitest";
import type { Sink } from "../../src/host.ts";
import { logLines } from "../../src/serve/log-lines.ts";

/** A reader of the log who takes nothing until told to. */
const slowReader = (): Sink & { readonly lines: string[]; take(): Promise<void> } => {
  const lines: string[] = [];
  let waiting: (() => void)[] = [];
  return {
    isTerminal: false,
    columns: 80,
    lines,
    write: (text) => {
      lines.push(text);
      return new Promise((resolve) => waiting.push(resolve));
    },
    take: async () => {
      const taken = waiting;
      waiting = [];
      for (const resolve of taken) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

describe("the log of a server", () => {
  it("is one line of JSON for each entry", () => {
    const reader = slowReader();
    const log = logLines(reader);
    log({ a: 1, text: "two\nlines" });
    expect(reader.lines).toEqual(['{"a":1,"text":"two\\nlines"}\n']);
  });

  it("drops what nobody reads, goes on when somebody does, and says how many entries are missing", async () => {
    const reader = slowReader();
    const log = logLines(reader, 4);
    for (let n = 1; n <= 7; n += 1) log({ n });
    expect(reader.lines).toHaveLength(4);
    await reader.take();
    expect(reader.lines.at(-1)).toContain('"entriesDropped":3');
    log({ n: 8 });
    expect(reader.lines.at(-1)).toBe('{"n":8}\n');
  });

  it("goes on without its reader when that has gone", async () => {
    const log = logLines(
      { isTerminal: false, columns: 80, write: () => Promise.reject(new Error("gone")) },
      1,
    );
    log({ n: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(() => log({ n: 2 })).not.toThrow();
  });
});
