/** Contrast of text by WCAG 2. */

/** Red, green and blue of one of the 256 colours, from 16: the cube, then the greys. */
export const rgbOf = (colour: number): Rgb => {
  if (colour >= 232) return [8 + 10 * (colour - 232), 8 + 10 * (colour - 232), 8 + 10 * (colour - 232)];
  const place = colour - 16;
  const levels = [0, 95, 135, 175, 215, 255];
  const level = (index: number): number => levels[index % 6] ?? 0;
  return [level(Math.floor(place / 36)), level(Math.floor(place / 6)), level(place)];
};

export type Rgb = readonly [red: number, green: number, blue: number];

/** From 1 for the same colour to 21 for black on white. */
export const contrast = (one: Rgb, other: Rgb): number => {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
};

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

const linear = (level: number): number => {
  const share = level / 255;
  return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
