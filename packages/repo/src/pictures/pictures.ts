import type { Step } from "./screen.ts";

/** A picture for the docs: a command line of the program, in a terminal of a given size. */
export interface Picture {
  /** The file's name in docs/pictures, before `-dark.svg` and `-light.svg`. */
  readonly name: string;
  /** Arguments of `windowpane`. */
  readonly argv: readonly string[];
  readonly columns: number;
  /** Maximum number of lines. Later lines are left out. */
  readonly rows: number;
  /** Keys to press and text to wait for. Default: the program runs until it exits. */
  readonly steps?: readonly Step[];
}

/** Texts that are shown while data is being read. */
const hides = ["reading", "looking"];

/** Opens the list of windows. */
const open: Step = { shows: ["linux-patch-nightly", "read just now"], hides };

/** Opens last night's execution of the first window. */
const intoRun: readonly Step[] = [
  open,
  { press: "\r", shows: ["started", "Sat 21 Nov"], hides },
  { press: "\r", shows: ["AWS-RunPatchBaseline"], hides },
];

const screen = { argv: ["--demo"], columns: 100, rows: 26 } as const;

export const pictures: readonly Picture[] = [
  { name: "failures", argv: ["failures", "--demo", "--since", "12h"], columns: 100, rows: 37 },
  { ...screen, name: "ui-windows", steps: [open] },
  { ...screen, name: "ui-failures", steps: [open, { press: "F", shows: ["evidence"], hides }] },
  {
    ...screen,
    name: "ui-machines",
    steps: [...intoRun, { press: "m", shows: ["result", "cause"], hides }],
  },
  {
    ...screen,
    name: "ui-output",
    steps: [
      ...intoRun,
      { press: "m", shows: ["result", "cause"], hides },
      { press: "\r", shows: ["from GetCommandInvocation"], hides },
    ],
  },
  {
    ...screen,
    name: "ui-timeline",
    steps: [...intoRun, { press: "t", shows: ["took", "the window ends"], hides }],
  },
  {
    ...screen,
    name: "ui-diff",
    steps: [...intoRun, { press: "d", shows: ["newly failing", "Compared with the run"], hides }],
  },
];
