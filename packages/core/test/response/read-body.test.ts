import { describe, expect, it } from "vitest";
import { isTooLarge, readBody } from "../../src/index.ts";

async function* bodyOf(...chunks: readonly number[][]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield new Uint8Array(chunk);
}

describe("a body", () => {
  it.each([
    [[], []],
    [[[1, 2]], [1, 2]],
    [
      [[1, 2], [], [3]],
      [1, 2, 3],
    ],
  ])("is read to its end: %j", async (chunks, expected) => {
    expect([...(await readBody(bodyOf(...chunks), 3))]).toEqual(expected);
  });

  it("that is too large is closed at the limit", async () => {
    let sent = 0;
    let isClosed = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          sent += 1_048_576;
          yield new Uint8Array(1_048_576);
        }
      } finally {
        isClosed = true;
      }
    };
    const error = await readBody(endless(), 2_097_152).catch((reason: unknown) => reason);
    expect(String(error)).toBe("Error: the response has more than 2 MiB");
    expect(isTooLarge(error)).toBe(true);
    expect([sent, isClosed]).toEqual([3_145_728, true]);
  });
});
