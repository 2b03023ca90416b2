import { expect, it } from "vitest";
import { markdownTable } from "../src/index.ts";

it("aligns the columns of a table, and escapes vertical bars", () => {
  expect(markdownTable(["a", "limit"], [["x|y", 1], ["日本", 1000], ["é"]])).toBe(
    [
      "| a    | limit |",
      "| ---- | ----- |",
      "| x\\|y | 1     |",
      "| 日本 | 1000  |",
      "| é    |       |",
    ].join("\n"),
  );
});
