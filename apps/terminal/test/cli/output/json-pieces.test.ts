import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces } from "../../../src/cli/output/json.ts";

describe("JSON in pieces", () => {
  it.each([0, 4])("is the text of JSON.stringify with %i spaces", (indent) => {
    const value = fc.anything({
      withDate: true,
      maxDepth: 3,
      values: [
        fc.string({ unit: "binary" }),
        fc.integer(),
        fc.boolean(),
        fc.constantFrom(null, undefined, Number.NaN, "\n"),
      ],
    });
    let long = 0;
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.array(value, { maxLength: 5 })),
        fc.nat(400),
        (members, times) => {
          // Long lists of the same members, at several depths.
          const whole = {
            ...members,
            list: Array.from({ length: times }, () => members),
            end: [undefined, {}, []],
          };
          const text = [...jsonPieces(whole, indent)].join("");
          expect(text).toBe(JSON.stringify(whole, undefined, indent));
          if (text.length > 65_536) long += 1;
        },
      ),
    );
    expect(long).toBeGreaterThan(0);
  });

  it("has no piece that is much longer than 64 KiB of a long list", () => {
    const list = Array.from({ length: 20_000 }, (_, index) => ({
      name: `machine ${index}`,
      at: new Date(index),
    }));
    const pieces = [...jsonPieces({ tasks: [{ invocations: list }] }, 4)];
    expect(pieces.length).toBeGreaterThan(20);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
  });

  it.each([[[]], [{}], [null], ["x"], [new Date(0)], [[undefined]], [{ a: undefined }]])(
    "of %j is JSON",
    (value) => {
      expect([...jsonPieces(value, 4)].join("")).toBe(JSON.stringify(value, undefined, 4));
    },
  );
});
