import fc from "fast-check";
import { expect, it } from "vitest";
import { erased, movedCursor, replaced, typed } from "../../src/state/prompt.ts";
import type { Prompt } from "../../src/state/state.ts";

const line = (text: string, cursor = [...text].length): Prompt => ({
  for: "filter",
  text,
  cursor,
  before: "",
});

it("inserts text at the cursor", () => {
  expect(typed(line("stus", 2), "at")).toMatchObject({ text: "status", cursor: 4 });
});

it("removes the character before or after the cursor, the word, or everything before it", () => {
  expect(erased(line("abc", 2), "before")).toMatchObject({ text: "ac", cursor: 1 });
  expect(erased(line("abc", 2), "after")).toMatchObject({ text: "ab", cursor: 2 });
  expect(erased(line("status:failed web  "), "word")).toMatchObject({ text: "status:failed " });
  expect(erased(line("status:failed web", 7), "all")).toMatchObject({ text: "failed web", cursor: 0 });
});

it("replaces the text as one line, with the cursor inside it", () => {
  expect(replaced(line("a"), { text: "web\n01", cursor: 2 })).toMatchObject({ text: "web 01", cursor: 2 });
  expect(replaced(line("a"), { text: "b", cursor: 9 })).toMatchObject({ text: "b", cursor: 1 });
});

it("counts a character of two UTF-16 units as one", () => {
  expect(erased(line("a🙂b", 2), "before")).toMatchObject({ text: "ab", cursor: 1 });
});

it("keeps the cursor inside the line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer(), (text, by) => {
      const { cursor } = movedCursor(line(text), by);
      expect(cursor).toBeGreaterThanOrEqual(0);
      expect(cursor).toBeLessThanOrEqual([...text].length);
    }),
  );
  expect(movedCursor(line("abc"), -Infinity).cursor).toBe(0);
  expect(movedCursor(line("abc", 0), Infinity).cursor).toBe(3);
});
