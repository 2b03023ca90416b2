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

/** Everything that the screen asked for was read. */
const hides = ["reading", "looking"];

/** The list of windows, as the program opens. */
const open: Step = { shows: ["linux-patch-nightly", "read just now"], hides };

/** Into last night's run of the window that stands first. */
const intoRun: readonly Step[] = [
  open,
  { press: "\r", shows: ["started", "Sat 21 Nov"], hides },
  { press: "\r", shows: ["AWS-RunPatchBaseline"], hides },
];

const screen = { argv: ["--demo"], columns: 100, rows: 26 } as const;

export const pictures: readonly Picture[] = [
  { name: "failures", argv: ["failures", "--demo", "--since", "12h"], columns: 100, rows: 37 },
  { ...screen, name: "ui-windows", steps: [open] },
  { ...screen, name: "ui-failures", steps: [open, { press: "F", shows: ["what shows it"], hides }] },
  {
    ...screen,
    name: "ui-machines",
    steps: [...intoRun, { press: "m", shows: ["what became of it"], hides }],
  },
  {
    ...screen,
    name: "ui-output",
    steps: [
      ...intoRun,
      { press: "m", shows: ["what became of it"], hides },
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
    steps: [...intoRun, { press: "d", shows: ["newly failing", "compared with the run"], hides }],
  },
];
