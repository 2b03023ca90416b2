import { describe, expect, it } from "vitest";
import { paragraph } from "../../src/model/text.ts";
import { lineAfterChange, logicalLineAt, matchesIn } from "../../src/state/text-position.ts";

const text = (...lines: readonly string[]) => lines.map((line) => paragraph(line));

describe("matches", () => {
  it("are all occurrences, with their places in the logical line", () => {
    expect(matchesIn(text("no", "to and to"), "to")).toEqual([
      { line: 1, from: 0, to: 2 },
      { line: 1, from: 7, to: 9 },
    ]);
  });

  it("ignore case, unless the searched text has an upper-case letter", () => {
    const lines = text("Error", "error", "ERROR");
    expect(matchesIn(lines, "error")).toHaveLength(3);
    expect(matchesIn(lines, "Error")).toEqual([{ line: 0, from: 0, to: 5 }]);
  });

  it("do not exist for an empty text", () => {
    expect(matchesIn(text("a"), "")).toEqual([]);
  });
});

it("finds the logical line of a drawn line", () => {
  const drawn = { offsets: [0, 1, 4, 5], drawnAt: () => 0 };
  expect([0, 1, 2, 3, 4, 9].map((line) => logicalLineAt(drawn, line))).toEqual([0, 1, 1, 1, 2, 2]);
});

describe("the reader's line after the text has changed", () => {
  it("is the same line, wherever it is", () => {
    expect(lineAfterChange(text("a", "b", "c"), text("a", "more", "of it", "b", "c"), 1)).toBe(3);
  });

  it("is the same one of equal lines", () => {
    expect(lineAfterChange(text("a", "", "b", "", "c"), text("a", "", "x", "b", "", "c"), 3)).toBe(4);
  });

  it("is the next line that is still there", () => {
    expect(lineAfterChange(text("a", "output, from the list", "b"), text("a", "stdout", "b"), 1)).toBe(2);
  });

  it("keeps its number if nothing is the same", () => {
    expect(lineAfterChange(text("a", "b"), text("x", "y", "z"), 1)).toBe(1);
    expect(lineAfterChange(text("a", "b"), text("x"), 1)).toBe(0);
  });
});
