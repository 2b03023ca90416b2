import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashText, scramble, seededRandom, unscramble, uuidOf } from "../../src/world/random.ts";

const word32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("scramble", () => {
  it("is inverted by unscramble for every 32-bit number", () => {
    fc.assert(fc.property(word32, (value) => unscramble(scramble(value)) === value));
  });
});

describe("a seeded sequence of numbers", () => {
  it("is the same for the same seed, from 0 to below 1", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const one = seededRandom(seed);
        const other = seededRandom(seed);
        const row = Array.from({ length: 20 }, one);
        expect(Array.from({ length: 20 }, other)).toEqual(row);
        expect(row.every((number) => number >= 0 && number < 1)).toBe(true);
      }),
    );
  });
});

describe("a hash", () => {
  it("depends on the text and the seed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other);
        expect(hashText(one, 1)).not.toBe(hashText(other, 1));
        expect(hashText(one, 1)).not.toBe(hashText(one, 2));
      }),
    );
  });
});

describe("the UUID of a name", () => {
  it("has AWS's pattern and the format of version 4", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (name, seed) => {
        expect(uuidOf(name, seed)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});
