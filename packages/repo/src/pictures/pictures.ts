import type { Step } from "./screen.ts";

/** What is drawn for the docs: command lines of the real program, each in a terminal of its own size. */
export interface Picture {
  /** The file's name in docs/pictures, before `-dark.svg` and `-light.svg`. */
  readonly name: string;
  /** What a user would type after `windowpane`. */
  readonly argv: readonly string[];
  readonly columns: number;
  /** The most lines that are drawn; what scrolls on is left out at the end. */
  readonly rows: number;
  /** What is pressed, and what is waited for. Default: the program runs to its end. */
  readonly steps?: readonly Step[];
}

export const pictures: readonly Picture[] = [
  { name: "failures", argv: ["failures", "--demo", "--since", "12h"], columns: 100, rows: 37 },
];
