import { describe, expect, it } from "vitest";
import { paletteFor, type Palette } from "../../../src/tui/theme/palette.ts";
import { contrast, rgbOf, type Rgb } from "./contrast.ts";

/** Common backgrounds: black, and the dark backgrounds of well-known themes. */
const darkOnes: Readonly<Record<string, Rgb>> = {
  black: [0, 0, 0],
  "VS Code's dark": [30, 30, 30],
  "Solarized dark": [0, 43, 54],
  "One Dark": [40, 44, 52],
  Nord: [46, 52, 64],
};

const lightOnes: Readonly<Record<string, Rgb>> = {
  white: [255, 255, 255],
  "Solarized light": [253, 246, 227],
  "GNOME's light": [250, 250, 250],
};

const rows = (palette: Palette, backgrounds: Readonly<Record<string, Rgb>>, least: number) =>
  Object.entries(palette).flatMap(([tone, { colour, behind }]) =>
    colour === undefined
      ? []
      : Object.entries(backgrounds).map(([name, background]) => ({
          tone,
          name,
          ratio: contrast(rgbOf(colour), behind === undefined ? background : rgbOf(behind)),
          least,
        })),
  );

describe("the contrast of each colour", () => {
  it.each([
    ...rows(paletteFor("dark", "dark"), darkOnes, 4.5),
    ...rows(paletteFor("light", "light"), lightOnes, 4.5),
    ...rows(paletteFor("high-contrast", "dark"), darkOnes, 7),
    ...rows(paletteFor("high-contrast", "light"), lightOnes, 7),
    // No colour has more than 4.6 on both black and white.
    ...rows(paletteFor("neutral", undefined), { ...darkOnes, ...lightOnes }, 2.5),
    ...rows(
      paletteFor("neutral", undefined),
      { black: [0, 0, 0], "VS Code's dark": [30, 30, 30], ...lightOnes },
      3.0,
    ),
  ])("$tone on $name is at least $least", ({ ratio, least }) => {
    expect(ratio).toBeGreaterThanOrEqual(least);
  });

  it("is known, as none of the first 16 colours is used, which users may change", () => {
    for (const variant of ["dark", "light", "neutral", "high-contrast", "none"] as const) {
      for (const background of ["dark", "light", undefined] as const) {
        for (const { colour = 16, behind = 16 } of Object.values(paletteFor(variant, background))) {
          expect(Math.min(colour, behind)).toBeGreaterThanOrEqual(16);
        }
      }
    }
  });
});
