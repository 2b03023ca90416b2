import { describe, expect, it } from "vitest";
import { paletteFor, type Palette } from "../../../src/tui/theme/palette.ts";
import { contrast, rgbOf, type Rgb } from "./contrast.ts";

/** Backgrounds that people have: black, and the darkest and palest of the well-known themes. */
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

describe("every colour can be read", () => {
  it.each([
    ...rows(paletteFor("dark", "dark"), darkOnes, 4.5),
    ...rows(paletteFor("light", "light"), lightOnes, 4.5),
    ...rows(paletteFor("high-contrast", "dark"), darkOnes, 7),
    ...rows(paletteFor("high-contrast", "light"), lightOnes, 7),
    // Nothing reaches more than 4.6 on black and on white at once.
    ...rows(paletteFor("neutral", undefined), { ...darkOnes, ...lightOnes }, 2.5),
    ...rows(
      paletteFor("neutral", undefined),
      { black: [0, 0, 0], "VS Code's dark": [30, 30, 30], ...lightOnes },
      3.0,
    ),
  ])("$tone on $name, $least to 1 or better", ({ ratio, least }) => {
    expect(ratio).toBeGreaterThanOrEqual(least);
  });

  it("and none of the first sixteen is taken for one of the fixed colours, as their owner may have changed them", () => {
    for (const variant of ["dark", "light", "neutral", "high-contrast", "none"] as const) {
      for (const background of ["dark", "light", undefined] as const) {
        for (const { colour = 16, behind = 16 } of Object.values(paletteFor(variant, background))) {
          expect(Math.min(colour, behind)).toBeGreaterThanOrEqual(16);
        }
      }
    }
  });
});
