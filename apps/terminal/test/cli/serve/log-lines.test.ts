import { describe, expect, it } from "vitest";
import type { Sink } from "../../../src/host/host.ts";
import { logLines } from "../../../src/cli/serve/log-lines.ts";

/** A reader of the log that reads only on `take`. */
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

/** A pause between two writes that lasts until `end`. */
const rests = (): { readonly rest: () => Promise<void>; end(): Promise<void> } => {
  let waiting: (() => void)[] = [];
  return {
    rest: () => new Promise((resolve) => waiting.push(resolve)),
    end: async () => {
      const ended = waiting;
      waiting = [];
      for (const resolve of ended) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

const atOnce = { rest: async (): Promise<void> => {} };

describe("the log of a server", () => {
  it("has one line of JSON per entry", () => {
    const reader = slowReader();
    logLines(reader, atOnce).log({ a: 1, text: "two\nlines" });
    expect(reader.lines).toEqual(['{"a":1,"text":"two\\nlines"}\n']);
  });

  it("writes the first entry immediately and batches the next", async () => {
    const reader = slowReader();
    const { rest, end } = rests();
    const { log } = logLines(reader, { rest });
    log({ n: 1 });
    await reader.take();
    log({ n: 2 });
    log({ n: 3 });
    expect(reader.lines).toEqual(['{"n":1}\n']);
    await end();
    expect(reader.lines).toEqual(['{"n":1}\n', '{"n":2}\n{"n":3}\n']);
  });

  it("is complete when `written` resolves, including later entries", async () => {
    const lines: string[] = [];
    const write = async (text: string): Promise<void> => void lines.push(text);
    const { log, written } = logLines({ isTerminal: false, columns: 80, write }, atOnce);
    await written();
    log({ n: 1 });
    log({ n: 2 });
    await written();
    expect(lines.join("")).toBe('{"n":1}\n{"n":2}\n');
  });

  it("drops entries while its reader is slow, and logs the number of dropped entries", async () => {
    const reader = slowReader();
    const { log } = logLines(reader, { ...atOnce, most: 3 });
    for (let n = 1; n <= 7; n += 1) log({ n });
    expect(reader.lines).toEqual(['{"n":1}\n']);
    await reader.take();
    expect(reader.lines.at(-1)).toBe(
      '{"n":2}\n{"n":3}\n{"n":4}\n' +
        '{"level":"warn","message":"Log entries were dropped because stderr was blocked.","entriesDropped":3}\n',
    );
    await reader.take();
    log({ n: 8 });
    expect(reader.lines.at(-1)).toBe('{"n":8}\n');
  });

  it("does not fail when its reader is closed", async () => {
    const write = (): Promise<void> => Promise.reject(new Error("gone"));
    const { log, written } = logLines({ isTerminal: false, columns: 80, write }, { ...atOnce, most: 1 });
    log({ n: 1 });
    await written();
    expect(() => log({ n: 2 })).not.toThrow();
    await written();
  });
});
