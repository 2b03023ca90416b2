import type { TextLine } from "@windowpane/explorer";
import { displayWidth } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { drawnText } from "../../../src/tui/draw/pieces.ts";
import { matchingLines, wrapLines } from "../../../src/tui/draw/text-lines.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });
const drawn = (lines: readonly TextLine[], width = 24): readonly string[] =>
  wrapLines(lines, { theme, width }).lines.map((pieces) => pieces.map(drawnText).join(""));

describe("a wrapped text", () => {
  it("has its labels in one column, and continues a line below its text", () => {
    expect(
      drawn([
        { label: "evidence", pieces: ["Disk full on all disks of it"] },
        { label: ["muted", "next"], pieces: [["accent", "", "next"], "Free space"] },
      ]),
    ).toEqual(["evidence  Disk full on all", "          disks of it", "next      → Free space"]);
  });

  it("has signs before texts, after their indentation, and before the next piece", () => {
    expect(
      drawn([
        { label: ["good", "  PASSED", "good"], pieces: ["every machine"] },
        { pieces: [["warn", "", "end"], "the end"] },
      ]),
    ).toEqual(["  ✔ PASSED  every machine", "┃ the end"]);
  });

  it("keeps the spaces of verbatim lines, and breaks them after a space", () => {
    expect(drawn([{ kind: "verbatim", pieces: ["a    b", ["warn", "    c is the third column"]] }])).toEqual([
      "a    b    c is the ",
      "third column",
    ]);
  });
});

describe("a command that is too wide", () => {
  const command =
    'aws ssm get-inventory --filters "Key=AWS:InstanceInformation.InstanceId,Values=$InstanceId,Type=Equal" --max-results 10';
  const wrapped = (width: number): readonly string[] =>
    drawn([{ kind: "command", pieces: [command] }], width);

  it("continues before flags, and before a value that does not fit after its flag", () => {
    expect(wrapped(80)).toEqual([
      "aws ssm get-inventory \\",
      "    --filters \\",
      '      "Key=AWS:InstanceInformation.InstanceId,Values=$InstanceId,Type=Equal" \\',
      "    --max-results 10",
    ]);
  });

  it("is never cut", () => {
    for (const width of [20, 40, 60, 77, 100]) {
      const lines = wrapped(width);
      expect(Math.max(...lines.map((line) => displayWidth(line)))).toBeLessThanOrEqual(width);
      expect(lines.join("").replace(/[\s\\]/g, "")).toBe(command.replace(/\s/g, ""));
    }
  });
});

it("matches drawn lines, and the first line of a match that is broken over two", () => {
  const lines: readonly TextLine[] = [
    { pieces: ["The first line has no match here."] },
    { pieces: ["Retry the task after the package manager has ended, then retry again."] },
  ];
  expect(drawn(lines)).toEqual([
    "The first line has no",
    "match here.",
    "Retry the task after the",
    "package manager has",
    "ended, then retry again.",
  ]);
  const matches = (search: string): readonly number[] => matchingLines(lines, search, { theme, width: 24 });
  expect(matches("RETRY")).toEqual([2, 4]);
  expect(matches("the package")).toEqual([2]);
  expect(matches("nothing")).toEqual([]);
});
