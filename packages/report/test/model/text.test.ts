import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedText } from "../../src/model/text.ts";

describe("a shared text", () => {
  it("equals the given text, for any text and number of texts", () => {
    for (let number = 0; number < 5000; number += 1)
      expect(sharedText(`machine ${number}`)).toBe(`machine ${number}`);
    fc.assert(
      fc.property(fc.option(fc.string({ maxLength: 300 }), { nil: undefined }), (text) => {
        expect(sharedText(text)).toBe(text);
      }),
    );
  });
});
