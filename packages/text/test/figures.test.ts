import { expect, it } from "vitest";
import { durationText, numberText } from "../src/index.ts";

it.each([
  [0, "0s"],
  [59_400, "59s"],
  [59_600, "1m 0s"],
  [3_599_000, "59m 59s"],
  [3_600_000, "1h 0m"],
  [86_399_000, "23h 59m"],
  [86_400_000, "1d 0h"],
  [100 * 3_600_000, "4d 4h"],
  [-5, "0s"],
])("formats %i ms as %s", (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

it.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"],
])("formats the number %d as %s", (count, text) => {
  expect(numberText(count)).toBe(text);
});
