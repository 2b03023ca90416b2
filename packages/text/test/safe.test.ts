import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cutLine,
  displayWidth,
  hostileTexts,
  safeJson,
  safeLine,
  safeLines,
  safePart,
  safeText,
} from "../src/index.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        "\u001b",
        "[",
        "]",
        "P",
        "\\",
        "3",
        "m",
        ";",
        "\u0007",
        "\u009b",
        "\u009d",
        "\u009c",
        "\u0018",
        "\r",
        "\n",
        "\t",
      ],
      ...[
        "a",
        " ",
        "\u202e",
        "\u200d",
        "\u200c",
        "\ufe0f",
        "\u{1f468}",
        "\u{1f3fd}",
        "\u0645",
        "\u0937",
        "\u3164",
        "\ud800",
      ],
    ),
  }),
  fc.array(fc.constantFrom(...hostileTexts.map(({ text }) => text))).map((texts) => texts.join("")),
);

describe("safe text", () => {
  it.each(hostileTexts)("sanitises $what", ({ text, safe, line = safe }) => {
    expect(safeText(text)).toBe(safe);
    expect(safeLine(text)).toBe(line);
    expect(safePart(text)).toBe(safe.replaceAll(/\s/g, " "));
    expect(safeLines(text).join(" ")).toBe(line);
  });

  it("contains no control or invisible characters and is idempotent", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const safe = safeText(text);
        expect(safe).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(safe).not.toMatch(
          /(?![\u200c\u200d]|\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u,
        );
        expect(safe).not.toMatch(/[\p{Cs}\p{Noncharacter_Code_Point}]/u);
        expect(safe).not.toMatch(/^[\u200c\u200d]|[\u200c\u200d]$/mu);
        expect(safeText(safe)).toBe(safe);
      }),
      { numRuns: 1000 },
    );
  });

  it("on one line has single spaces, is trimmed, and is visible unless empty", () => {
    let filled = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const line = safeLine(text);
        expect(line).not.toMatch(/[^\S ]|^ | $| {2}/u);
        expect(safeLine(line)).toBe(line);
        if (/[^\p{M}]/u.test(line)) {
          filled += 1;
          expect(displayWidth(line)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
    expect(filled).toBeGreaterThanOrEqual(700);
  });

  it.each(["plain", "tab\tand\nline", "\u65e5\u672c\u8a9e", "e\u0301", "\u{1f600} \u2716", "na\u00efve"])(
    "is unchanged: %s",
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  it("handles a million escapes in linear time", () => {
    const text = "\u001b]".repeat(1_000_000);
    expect(safeText(text)).toBe("");
    expect(safeText(`\u009d${"x".repeat(1_000_000)}`)).toHaveLength(1_000_000);
    expect(safeLine("\u009d".repeat(100_000))).toBe("");
    expect(safeLine(`a${" ".repeat(1_000_000)}b`)).toBe("a b");
  }, 2000);
});

describe("lines", () => {
  it("are split at all kinds of line breaks, without empty lines", () => {
    expect(safeLines("10%\r50%\r100%\n\n done \u2028x")).toEqual(["10%", "50%", "100%", "done", "x"]);
    expect(safeLines("")).toEqual([]);
  });

  it("are cut to a number of code points with an ellipsis", () => {
    expect(cutLine("abc", 3)).toBe("abc");
    expect(cutLine("abcd", 3)).toBe("ab\u2026");
    expect(cutLine("\u{1f600}\u{1f600}\u{1f600}", 3)).toBe("\u{1f600}\u{1f600}\u{1f600}");
    expect(cutLine("a\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", 4)).toBe("a\u2026");
    expect(cutLine("a\u{1f468}\u200d\u{1f469}\u200d\u{1f467}bc", 7)).toBe(
      "a\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u2026",
    );
    expect(cutLine("ae\u0301o", 3)).toBe("a\u2026");
    expect(cutLine("\u{1f1e9}\u{1f1ea}\u{1f1eb}\u{1f1f7}x", 4)).toBe("\u{1f1e9}\u{1f1ea}\u2026");
    expect(cutLine("", 3)).toBe("");
  });
});

describe("safe JSON", () => {
  it("escapes control and invisible characters and keeps the value", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = safeJson(JSON.stringify({ [text]: text }));
        expect(json).not.toMatch(/[\u007f-\u009f\u2028\u2029\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/u);
        expect(JSON.parse(json)).toEqual({ [text]: text });
      }),
    );
  });
});
