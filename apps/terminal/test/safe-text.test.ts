import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine, safeText } from "../src/safe-text.ts";

const ESC = "\u001b";

describe("text from outside", () => {
  it.each([
    ["colours", `${ESC}[31mred${ESC}[0m`, "red"],
    ["a cursor move", `a${ESC}[2Jb${ESC}[1;1Hc`, "abc"],
    ["a window title, ended by BEL", `${ESC}]0;pwned\u0007x`, "x"],
    ["a link, ended by ST", `${ESC}]8;;https://x.test${ESC}\\click${ESC}]8;;${ESC}\\`, "click"],
    ["a device control string", `${ESC}P1$r0m${ESC}\\x`, "x"],
    ["the one-character CSI", "\u009b31mred", "red"],
    ["the one-character OSC", "\u009d0;pwned\u009cx", "x"],
    ["other escapes", `${ESC}c${ESC}(0x`, "x"],
    ["a lone escape at the end", `x${ESC}`, "x"],
    ["control characters", "a\u0000b\u0008c\u007fd\u0085e", "abcde"],
    ["direction overrides and isolates", "a\u202eb\u2066c\u2069\u200fd", "abcd"],
    ["zero-width characters", "a\u200bb\u200dc\ufeffd\u2060e", "abcde"],
    ["tag characters", "a\u{e0041}b", "ab"],
    ["a lone surrogate", "a\ud800b", "a\ufffdb"],
    ["a carriage return", "50%\r100%", "50%100%"],
  ])("loses %s", (_, text, expected) => {
    expect(safeText(text)).toBe(expected);
  });

  it.each(["plain", "tab\tand\nline", "日本語 アクセス", "e\u0301", "😀 ✖", "naïve"])(
    "stays as it is: %s",
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  it("keeps the lines of a text from Windows", () => {
    expect(safeText("a\r\nb\r\n")).toBe("a\nb\n");
  });

  it("comes onto one line for a table's cell", () => {
    expect(oneLine(" a\n\tb\u2028c\r\nd ")).toBe("a b c d");
  });

  it("never holds a control character afterwards, and is not changed by a second pass", () => {
    const nasty = fc.string({
      unit: fc.constantFrom(ESC, "[", "]", "\u0007", "\u009b", "3", "m", "\\", "\n", "a", "\u202e"),
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), nasty), (text) => {
        const safe = safeText(text);
        expect(safe).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(safeText(safe)).toBe(safe);
      }),
    );
  });
});
