import { describe, expect, it } from "vitest";
import { copySequence } from "../../../src/tui/terminal/clipboard.ts";

const escape = "\u001b";
const encoded = Buffer.from("i-0abc").toString("base64");

describe("the sequence that copies a text", () => {
  it("contains the text in base64", () => {
    expect(copySequence("i-0abc", {})).toBe(`${escape}]52;c;${encoded}\u0007`);
  });

  it("has both forms for tmux", () => {
    expect(copySequence("i-0abc", { TMUX: "/tmp/tmux-0/default,1,0" })).toBe(
      `${escape}]52;c;${encoded}\u0007${escape}Ptmux;${escape}${escape}]52;c;${encoded}\u0007${escape}\\`,
    );
  });

  it("is split for screen", () => {
    const sequence = copySequence("x".repeat(2000), { STY: "1.pts" }) ?? "";
    const parts = sequence.split(`${escape}\\`).slice(0, -1);
    expect(parts.length).toBe(4);
    for (const part of parts) {
      expect(part).toMatch(/^\x1bP/);
      expect(part.length).toBeLessThanOrEqual(768);
    }
    expect(parts.map((part) => part.slice(2)).join("")).toBe(copySequence("x".repeat(2000), {}));
  });

  it("contains no control sequences, so that pasting into a shell is safe", () => {
    const [, , text = ""] = (copySequence(`a${escape}[31mb\u0007\u0003c\nd\u009b2J`, {}) ?? "").split(
      /[;\u0007]/,
    );
    expect(Buffer.from(text, "base64").toString()).toBe("abc\nd");
  });

  it("is undefined for a text that is too long", () => {
    expect(copySequence("x".repeat(56_000), {})).toBeDefined();
    expect(copySequence("x".repeat(57_000), {})).toBeUndefined();
  });
});
