import stringWidth from "string-width";
import { expect, it } from "vitest";
import { cutText, displayWidth } from "../../src/output/width.ts";

it("knows the width of every character of the first plane as the whole of Unicode has it", () => {
  const characters = Array.from({ length: 0xd800 - 0x20 }, (_, index) => String.fromCodePoint(index + 0x20));
  expect(characters.filter((character) => displayWidth(character) !== stringWidth(character))).toEqual([]);
});

it("cuts text of signs and lines where it cuts letters", () => {
  expect(cutText("✔ passed › übrig", 9, "…")).toBe("✔ passed…");
  expect(cutText("──────", 4, "…")).toBe("───…");
});
