import { resultPiece, statusPiece, verdictPiece } from "@windowpane/explorer";
import { describe, expect, it } from "vitest";
import { createTheme, type ThemeOptions } from "../../../src/tui/theme/theme.ts";
import { backgroundIn, chooseVariant, type Background } from "../../../src/tui/theme/variant.ts";

const env = { TERM: "xterm-256color", LANG: "en_US.UTF-8" };

const theme = (options: Partial<ThemeOptions> = {}) => createTheme({ env, ...options });

const escape = "\u001b";

describe("the variant", () => {
  it.each<[string, Parameters<typeof chooseVariant>[0], string]>([
    ["of the background", { env, background: "light" }, "light"],
    ["neutral while the background is unknown", { env, background: undefined }, "neutral"],
    ["none with NO_COLOR", { env: { ...env, NO_COLOR: "1" }, background: "dark" }, "none"],
    [
      "of the background where NO_COLOR is empty",
      { env: { ...env, NO_COLOR: "" }, background: "dark" },
      "dark",
    ],
    ["none where FORCE_COLOR is 0", { env: { ...env, FORCE_COLOR: "0" }, background: "dark" }, "none"],
    ["none with --no-color", { env, choice: "light", background: "dark", color: false }, "none"],
    [
      "of --theme, over NO_COLOR and the background",
      { env: { ...env, NO_COLOR: "1" }, choice: "high-contrast", background: "light" },
      "high-contrast",
    ],
  ])("%s", (_, wish, variant) => {
    expect(chooseVariant(wish)).toBe(variant);
  });

  it.each<[string | undefined, Background]>([
    ["15;0", "dark"],
    ["0;15", "light"],
    ["0;default;15", "light"],
    ["12;7", "light"],
    ["15;8", "dark"],
    ["15;default", undefined],
    [undefined, undefined],
  ])("reads COLORFGBG %s as %s", (COLORFGBG, background) => {
    expect(backgroundIn({ COLORFGBG })).toBe(background);
  });
});

describe("a theme", () => {
  it("shows every status with a sign and a word", () => {
    expect(theme().drawn(statusPiece("FAILED"))).toEqual(["bad", "✖ FAILED"]);
    expect(theme().drawn(verdictPiece("PASSED"))).toEqual(["good", "✔ PASSED"]);
    expect(theme().drawn(resultPiece("timedOut"))).toEqual(["bad", "✖ timed out"]);
    // AWS's SUCCESS may include failed machines.
    expect(theme().drawn(statusPiece("SUCCESS"))).toEqual(["plain", "• SUCCESS"]);
  });

  it.each([{ LANG: "C" }, { LC_ALL: "POSIX", LANG: "en_US.UTF-8" }, { TERM: "linux", LANG: "en_US.UTF-8" }])(
    "uses ASCII where UTF-8 cannot be shown: %o",
    (without) => {
      const plain = theme({ env: { TERM: "xterm-256color", ...without } });
      expect(plain.drawn(statusPiece("FAILED"))).toEqual(["bad", "x FAILED"]);
      expect(JSON.stringify(plain.glyphs)).toMatch(/^[ -~]*$/);
    },
  );

  it("ends only the styles that it starts, so that they nest", () => {
    const dark = theme({ background: "dark" });
    expect(dark.paint("bad", "FAILED")).toBe(`${escape}[38;5;210mFAILED${escape}[39m`);
    expect(dark.paint("strong", `a${dark.paint("bad", "b")}c`)).toBe(
      `${escape}[1ma${escape}[38;5;210mb${escape}[39mc${escape}[22m`,
    );
    expect(dark.paint("plain", "text")).toBe("text");
    expect(dark.paint("bad", "")).toBe("");
  });

  it("uses 16 colours on a terminal without more", () => {
    const old = theme({ env: { TERM: "xterm", LANG: "C.UTF-8" }, background: "dark" });
    expect(old.paint("bad", "x")).toBe(`${escape}[31mx${escape}[39m`);
    expect(old.selected(["x"], 2)).toBe(`${escape}[7mx ${escape}[27m`);
  });

  it("shows the selected row in one style up to the edge, with wide characters as two columns", () => {
    const dark = theme({ background: "dark" });
    expect(dark.selected([["bad", "機械"], " ok"], 9)).toBe(
      `${escape}[48;5;24;38;5;231m機械 ok  ${escape}[39;49m`,
    );
    expect(theme({ color: false }).selected(["ok"], 4)).toBe(`${escape}[1;7mok  ${escape}[27;22m`);
  });

  it("removes control sequences", () => {
    const dark = theme({ background: "dark" });
    const hostile = `a${escape}[2Jb${escape}]0;title\u0007c\u009b31md\ne`;
    expect(dark.line([hostile, ["bad", hostile]])).toBe(`abcd e${escape}[38;5;210mabcd e${escape}[39m`);
    expect(dark.selected([hostile], 6)).toBe(`${escape}[48;5;24;38;5;231mabcd e${escape}[39;49m`);
  });

  it("has no styles and no signs for a screen reader", () => {
    const read = theme({ isScreenReader: true });
    expect(read.line([read.drawn(statusPiece("FAILED")), " ", ["title", "web-1"]])).toBe("FAILED web-1");
    expect(read.selected(["web-1"], 5)).toBe("web-1");
  });
});
