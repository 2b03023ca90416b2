import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine, plainLines } from "../src/index.ts";

describe("plain lines", () => {
  it.each([
    ["colours", "\u001B[1;31mred\u001B[0m text", ["red text"]],
    ["cursor moves and erasing", "a\u001B[2K\u001B[1Gb", ["ab"]],
    ["titles that end with BEL", "\u001B]0;title\u0007after", ["after"]],
    ["links that end with ESC backslash", "\u001B]8;;https://x\u001B\\link\u001B]8;;\u001B\\", ["link"]],
    ["a string that is cut off keeps the next line", "\u001B]0;title\nnext", ["next"]],
    ["sequences of eight bits", "\u009B31mred\u009B0m", ["red"]],
    ["lone escapes", "a\u001B", ["a"]],
    ["progress bars", "10%\r50%\r100%\ndone", ["10%", "50%", "100%", "done"]],
    ["direction overrides and zero width", "ab\u202Ecd\u200Be", ["abcde"]],
    ["tabs, NUL and blanks", "a\t\tb\u0000 c  ", ["a b c"]],
    ["emoji and other scripts stay", "💥 配置 é", ["💥 配置 é"]],
    ["nothing", "", []],
  ])("%s", (_, text, lines) => {
    expect(plainLines(text)).toEqual(lines);
  });

  it("hold no control and no invisible character, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, length) => {
        const line = plainLine(text, length);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(Array.from(line).length).toBeLessThanOrEqual(length);
      }),
    );
  });
});
