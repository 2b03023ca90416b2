import { displayWidth } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { promptHelp, promptPieces } from "../../../src/tui/frame/prompt.ts";

/** The prompt on the screen. */
const line = (text: string, cursor: number, width = 20): string =>
  promptPieces({ for: "goTo", text, cursor, before: "" }, width, "█")
    .map((piece) => (typeof piece === "string" ? piece : piece[1]))
    .join("");

describe("the prompt", () => {
  it.each([
    ["", 0, ":█"],
    ["abc", 3, ":abc█"],
    ["abc", 1, ":a[b]c"],
    ["a b", 1, ":a█b"],
    ["0123456789abcdefghijkl", 22, ":56789abcdefghijkl█"],
    ["日本語のエラーです。", 10, ":語のエラーです。█"],
    ["a\u0007\u202eb", 4, ":a  b█"],
  ])("shows %j with the cursor at %i, as much as fits around it", (text, cursor, shown) => {
    expect(line(text, cursor)).toBe(shown);
  });

  it("shows a very long text as it shows a short one", () => {
    expect(line("x".repeat(500_000), 500_000)).toBe(`:${"x".repeat(17)}█`);
    expect(line("x".repeat(500_000), 0).slice(0, 6)).toBe(":[x]xx");
  });

  it.each(["filter", "search", "goTo", "connect"] as const)(
    "for %s has help that fits 80 columns",
    (purpose) => {
      const empty = { for: purpose, text: "", cursor: 0, before: "" };
      const help = promptHelp(empty, undefined, { width: 78 }).map((piece) =>
        typeof piece === "string" ? piece : piece[1],
      );
      expect(help.join("")).toMatch(/^Enter \w+ {3}Esc close {3}\S/);
      expect(displayWidth(help.join(""))).toBeLessThanOrEqual(78);
    },
  );
});
