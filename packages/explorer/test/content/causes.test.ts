import { expect, it } from "vitest";
import { moreCauses, whyText } from "../../src/content/causes.ts";

it.each([
  [[], "", ""],
  [["Disk full"], "Disk full", ""],
  [["Disk full", "Took too long", "Out of memory"], "Disk full +2", " +2"],
])("shows the first cause and the number of others for %j", (titles, words, tail) => {
  expect(whyText(titles)).toBe(words);
  expect(moreCauses(words)).toBe(tail);
});
