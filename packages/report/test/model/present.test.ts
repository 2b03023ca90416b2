import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "../../src/model/present.ts";

const members = fc.dictionary(fc.string(), fc.constantFrom(undefined, null, 0, "", false, "text"));

describe("present", () => {
  it("removes only undefined members, and keeps their order", () => {
    expect(Object.entries(present({ Status: undefined, read: false, total: 0, Name: "" }))).toEqual([
      ["read", false],
      ["total", 0],
      ["Name", ""],
    ]);
  });

  it("creates objects that are equal before and after JSON", () => {
    fc.assert(
      fc.property(members, (given) => {
        const made = present(given);
        expect(JSON.parse(JSON.stringify(made))).toStrictEqual({ ...made });
      }),
    );
  });
});
