import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode } from "../src/encode.ts";

const milliseconds = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  milliseconds.map((time) => new Date(time)),
);
const memberName = fc.stringMatching(/^[A-Za-z:-]{1,9}$/);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("tree")),
    fc.dictionary(memberName, tie("tree"), { noNullPrototype: true }),
  ),
}));

/** The same by the slow and obvious way. */
const obvious = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(obvious);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, obvious(member)]));
};

describe("encode", () => {
  it("writes every Date as seconds, wherever it stands, and everything else as it is", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(encode({ value })).toBe(JSON.stringify({ value: obvious(value) }));
      }),
    );
  });

  it("never changes the answer", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const before = structuredClone(value);
        encode(value);
        expect(value).toStrictEqual(before);
      }),
    );
  });

  it.each([
    ["2024-08-04T18:35:35.170Z", "1722796535.17"],
    ["1970-01-01T00:00:00.000Z", "0"],
    ["2018-11-09T08:30:16.338Z", "1541752216.338"],
    ["2024-08-04T18:35:35.000Z", "1722796535"],
  ])("writes %s as %s", (time, written) => {
    expect(encode({ StartTime: new Date(time) })).toBe(`{"StartTime":${written}}`);
  });

  it("leaves absent members out", () => {
    expect(encode({ NextToken: undefined, Targets: [] })).toBe('{"Targets":[]}');
  });
});
