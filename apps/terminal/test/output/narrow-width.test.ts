import stringWidth from "string-width";
import { expect, it } from "vitest";
import { cutText, displayWidth } from "../../src/output/width.ts";

it("knows the width of every character of the first plane as the whole of Unicode has it", () => {
  for (let code = 0x20; code < 0xd800; code += 1) {
    const character = String.fromCodePoint(code);
    if (displayWidth(character) !== stringWidth(character))
      expect(`${code.toString(16)}: ${displayWidth(character)}`).toBe(
        `${code.toString(16)}: ${stringWidth(character)}`,
      );
  }
});

it("cuts text of signs and lines where it cuts letters", () => {
  expect(cutText("✔ passed › übrig", 9, "…")).toBe("✔ passed…");
  expect(cutText("──────", 4, "…")).toBe("───…");
});
