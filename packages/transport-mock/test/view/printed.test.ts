import { describe, expect, it } from "vitest";
import { combined, errorsOf, outputOf } from "../../src/view/printed.ts";

describe("the output of a step", () => {
  it("is unchanged up to the limit, and truncated after it", () => {
    const text = "o".repeat(2500);
    expect(combined(text, "")).toBe(text);
    expect(combined(`${text}o`, "")).toMatch(/^o+\n---Output truncated---$/);
    expect(combined(`${text}o`, "")).toHaveLength(2500);
  });

  it("uses the space that short stderr or short stdout leaves", () => {
    expect(combined("o".repeat(5000), "e")).toMatch(/^o{2452}\n---Output truncated---\n-{10}ERROR-{7}\ne$/);
    expect(combined("o", "e".repeat(5000))).toMatch(/^o\n-{10}ERROR-{7}\ne{2452}\n---Error truncated----$/);
  });

  it.each([
    ["in the list", combined],
    ["of its output", outputOf],
    ["of its errors", errorsOf],
  ] as const)("is not cut in the middle of a character %s", (_, cut) => {
    // Different lengths, so that the text is cut before and within a surrogate pair.
    for (const start of ["", "a"]) expect(cut(start + "🏪".repeat(20_000), "")).not.toMatch(/\p{Surrogate}/u);
  });
});
