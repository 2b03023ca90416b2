import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServerEvent } from "../../src/index.ts";
import { serveStreams, stepsOf } from "./streams.ts";

/** Text without line breaks, with characters of several bytes. */
const text = fc.string({ unit: fc.constantFrom("a", ":", " ", "é", "漢", "😀", "{", '"') });
const lineBreak = fc.constantFrom("\n", "\r\n", "\r");
const event = fc.record({
  name: fc.constantFrom("message", "task", "progress"),
  data: fc.array(text, { minLength: 1, maxLength: 3 }),
  id: fc.option(fc.constantFrom("a", "b", "漢"), { nil: undefined }),
  comment: fc.option(text, { nil: undefined }),
});

describe("events in chunks", () => {
  it("are the same wherever the chunks end, with all line breaks of the specification", async () => {
    let split = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 5 }),
        lineBreak,
        fc.array(fc.nat(40), { maxLength: 30 }),
        async (events, end, sizes) => {
          const written = events
            .map(({ name, data, id, comment }) =>
              [
                ...(comment === undefined ? [] : [`:${comment}`]),
                ...(name === "message" ? [] : [`event: ${name}`]),
                ...(id === undefined ? [] : [`id: ${id}`]),
                ...data.map((line) => `data: ${line}`),
                "",
                "",
              ].join(end),
            )
            .join("");
          const bytes = new TextEncoder().encode(`${written}: end\n\n`);
          const chunks = chunksOf(bytes, sizes);
          if (chunks.some((chunk) => ((chunk[0] ?? 0) & 0xc0) === 0x80)) split += 1;
          const { follow } = serveStreams({ chunks }, { status: 204 });
          const steps = await stepsOf(follow());
          const found = steps.flatMap((step) => (step.kind === "event" ? [step] : []));
          expect(found).toEqual(
            events.map(({ name, data, id }): ServerEvent & { readonly kind: string } => ({
              kind: "event",
              name,
              data: data.join("\n"),
              id,
            })),
          );
        },
      ),
      { numRuns: 300 },
    );
    // Chunks that end within a character.
    expect(split).toBeGreaterThan(30);
  });
});

const chunksOf = (bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(start, start + size));
    start += size;
  }
  return [...chunks, bytes.subarray(Math.min(start, bytes.length))];
};
