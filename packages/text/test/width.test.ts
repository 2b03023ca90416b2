import * as fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { breakText, cutText, displayWidth, padText, safeLine, wrapText } from "../src/index.ts";

/** Intended differences: signs before a wide glyph, and vowels of Kirat Rai, which few terminals join. */
const differs = /[\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{16d63}-\u{16d6a}]/u;

describe("displayWidth", () => {
  it("equals string-width for all assigned characters", () => {
    const wrong: string[] = [];
    for (let point = 0; point < 0x40000; point += 1) {
      // Skips thousands of equal Han characters and Hangul syllables.
      if (point % 64 > 0 && /[\p{Script=Han}\uac00-\ud7a3\p{Co}\p{Cn}]/u.test(String.fromCodePoint(point)))
        continue;
      const character = String.fromCodePoint(point);
      if (displayWidth(character) !== stringWidth(character, { countAnsiEscapeCodes: true })) {
        wrong.push(point.toString(16));
      }
    }
    expect(wrong).toEqual([]);
  });

  it("equals string-width for grapheme clusters", () => {
    const special = fc.constantFrom(
      ...[
        "\u200d",
        "\ufe0f",
        "\ufe0e",
        "\u{1f468}",
        "\u{1f469}",
        "\u{1f3fd}",
        "\u2764",
        "\u{1f525}",
        "\u20e3",
        "#",
        "1",
        "\u231a",
      ],
      ...[
        "\u{1f1e9}",
        "\u{1f1ea}",
        "\u{1f3f4}",
        "\u{e0067}",
        "\u{e007f}",
        "\u1100",
        "\u1161",
        "\u11a8",
        "\uac00",
        "\uff76",
        "\uff9e",
      ],
      ...["\u0e33", "\u0915", "\u094d", "\u0937", "\u0301", "\u4e00", "a"],
    );
    let compared = 0;
    const texts = fc.oneof(
      fc.string({ unit: special }),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        if (differs.test(text)) return;
        compared += 1;
        expect(displayWidth(text)).toBe(stringWidth(text, { countAnsiEscapeCodes: true }));
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(1500);
  });

  it("counts an Arabic number sign as one cell", () => {
    expect(displayWidth("\u0600\u0661")).toBe(2);
  });
});

describe("widths", () => {
  it("cut and padded text has exactly the requested width", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const cut = cutText(text, width, "…");
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        expect(displayWidth(padText(cut, width))).toBeGreaterThanOrEqual(width);
      }),
    );
  });

  it("cuts between grapheme clusters", () => {
    const family = safeLine("\u{1f468}\u200d\u{1f469}\u200d\u{1f467} x");
    expect(cutText(family, 3, "…")).toBe("\u{1f468}\u200d\u{1f469}\u200d\u{1f467}…");
    expect(cutText(family, 2, "…")).toBe("…");
  });

  it("cuts glyphs and lines like letters", () => {
    expect(cutText("✔ passed › übrig", 9, "…")).toBe("✔ passed…");
    expect(cutText("──────", 4, "…")).toBe("───…");
  });

  it("breaks a text into parts that fit, and loses nothing", () => {
    for (const text of [
      "",
      "word",
      "a bc def ghij klmno",
      "ディスクの空き 容量が不足",
      "x".repeat(30),
      "family 👨‍👩‍👧‍👦 of four",
    ]) {
      for (const width of [1, 3, 7, 20]) {
        for (const afterSpaces of [false, true]) {
          const parts = breakText(text, width, { afterSpaces });
          expect(parts.join("")).toBe(text);
          // A character may be wider than the line.
          expect(parts.every((part) => displayWidth(part) <= Math.max(2, width))).toBe(true);
        }
      }
    }
    expect(breakText("one two three", 10, { afterSpaces: true })).toEqual(["one two ", "three"]);
    expect(breakText("one two three", 10)).toEqual(["one two th", "ree"]);
  });

  it("wraps between words, and inside words that are longer than a line", () => {
    expect(wrapText("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrapText("abcdefgh ij", 5)).toEqual(["abcde", "fgh", "ij"]);
    expect(wrapText("日本語です", 4)).toEqual(["日本", "語で", "す"]);
    expect(wrapText("", 5)).toEqual([""]);
  });
});
