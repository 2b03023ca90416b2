import { displayWidth } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { drawnText } from "../../../src/tui/draw/pieces.ts";
import { wrapLines } from "../../../src/tui/draw/text-lines.ts";
import { createTheme } from "../../../src/tui/theme/theme.ts";

const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });
const wrapped = (command: string, width: number): readonly string[] =>
  wrapLines([{ kind: "command", pieces: [command] }], { theme, width }).lines.map((pieces) =>
    pieces.map(drawnText).join(""),
  );
const command =
  'aws ssm get-inventory --filters "Key=AWS:InstanceInformation.InstanceId,Values=$InstanceId,Type=Equal" --max-results 10';

describe("a command that is too wide", () => {
  it("continues before flags, and before a value that does not fit after its flag", () => {
    expect(wrapped(command, 80)).toEqual([
      "aws ssm get-inventory \\",
      "    --filters \\",
      '      "Key=AWS:InstanceInformation.InstanceId,Values=$InstanceId,Type=Equal" \\',
      "    --max-results 10",
    ]);
  });

  it("is never cut", () => {
    for (const width of [20, 40, 60, 77, 100]) {
      const lines = wrapped(command, width);
      expect(Math.max(...lines.map((line) => displayWidth(line)))).toBeLessThanOrEqual(width);
      expect(lines.join("").replace(/[\s\\]/g, "")).toBe(command.replace(/\s/g, ""));
    }
  });
});
