import { matchesIn, type TextLine } from "@windowpane/explorer";
import { displayWidth } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { drawnText } from "../../../src/tui/draw/pieces.ts";
import { wrapLines } from "../../../src/tui/draw/text-lines.ts";
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

describe("a searched text", () => {
  /** What is highlighted on each drawn line, for every match. */
  const marked = (lines: readonly TextLine[], search: string, width = 24): readonly (readonly string[])[] => {
    const text = wrapLines(lines, { theme, width });
    const shown = drawn(lines, width);
    return matchesIn(lines, search).map((match) =>
      text.placesOf(match).map(({ drawn: line, from, to }) => (shown[line] ?? "").slice(from, to)),
    );
  };

  const retry: TextLine = {
    pieces: ["Retry the task after the package manager has ended, then retry again."],
  };

  it("has its matches where they are drawn", () => {
    const lines = [{ pieces: ["The first line has no match here."] }, retry];
    expect(drawn(lines)).toEqual([
      "The first line has no",
      "match here.",
      "Retry the task after the",
      "package manager has",
      "ended, then retry again.",
    ]);
    const text = wrapLines(lines, { theme, width: 24 });
    const linesWith = (search: string): readonly number[] =>
      matchesIn(lines, search).map(({ line, from }) => text.drawnAt(line, from));
    expect(linesWith("retry")).toEqual([2, 4]);
    expect(linesWith("the package")).toEqual([2]);
    expect(linesWith("nothing")).toEqual([]);
  });

  it("highlights both parts of a match that is wrapped", () => {
    expect(marked([retry], "the package")).toEqual([["the", "package"]]);
    const url = { kind: "verbatim", pieces: ["x".repeat(20) + "NoSpaceLeft" + "y".repeat(9)] } as const;
    expect(marked([url], "NoSpaceLeft")).toEqual([["NoSp", "aceLeft"]]);
  });

  it("finds a value behind signs and labels, and in a continued command", () => {
    const next: TextLine = { label: "next", pieces: [["accent", "", "next"], "Free space on the volume"] };
    expect(marked([next], "the volume")).toEqual([["the", "volume"]]);
    const command = { kind: "command", pieces: ["aws ssm list-commands --command-id 12345678"] } as const;
    expect(marked([command], "list-commands --command-id")).toEqual([["list-commands ", "--command-id"]]);
    expect(marked([{ kind: "divider", pieces: [["muted", "stdout, from X"]] }], "stdout")).toEqual([
      ["stdout"],
    ]);
  });

  it("has wide characters at their places", () => {
    const line = { kind: "verbatim", pieces: ["ディスクの空き容量が不足しています error"] } as const;
    expect(marked([line], "不足しています")).toEqual([["不足", "しています"]]);
  });

  it("is found and wrapped in one line of a megabyte within a second", () => {
    const lines: readonly TextLine[] = [
      { kind: "verbatim", pieces: [`${"some words of it ".repeat(65_536)}the end`] },
    ];
    const start = performance.now();
    expect(marked(lines, "the end")).toEqual([["the end"]]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
