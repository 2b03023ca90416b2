import { expect, it } from "vitest";
import { fittedWhy, whyText } from "../../src/screens/why.ts";
import { createTheme } from "../../../../apps/terminal/src/tui/theme/theme.ts";

const theme = createTheme({ env: { LANG: "C.UTF-8" }, choice: "none" });

it.each([
  [[], ""],
  [["Disk full"], "Disk full"],
  [["Disk full", "Took too long", "Out of memory"], "Disk full +2"],
])("puts the causes %j into a few words", (titles, words) => {
  expect(whyText(titles)).toBe(words);
});

it.each([
  ["Disk full +2", 20, "Disk full +2"],
  ["Package manager locked +14", 20, "Package manager… +14"],
  ["Package manager locked", 20, "Package manager loc…"],
  ["日本語のエラーです +3", 12, "日本語の… +3"],
])("cuts %j to %i columns and keeps how many others there are", (why, width, fitted) => {
  expect(fittedWhy(why, { width, theme })).toBe(fitted);
});
