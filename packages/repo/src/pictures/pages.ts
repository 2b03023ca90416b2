import type { Step } from "./screen.ts";

/** A picture of the web page for the docs. */
export interface PagePicture {
  /** The file's name in docs/pictures, before `.png`. */
  readonly name: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  /** Keys by their names in browsers, and text to wait for. */
  readonly steps: readonly Step[];
}

/** The windows of the demo, with what was read from last night's executions. */
const open: Step = { shows: ["linux-patch-nightly", "14 windows"], hides: ["reading"] };

/** The machines of last night's execution of the first window. */
const toMachines: readonly Step[] = [
  open,
  { press: "Enter", shows: ["Sat 21 Nov"], hides: ["reading"] },
  { press: "Enter", shows: ["AWS-RunShellScript"], hides: ["reading"] },
  { press: "m", shows: ["219 machines", "db-eu-03"], hides: ["reading"] },
];

const desktop = { width: 1440, height: 810, scale: 1 } as const;

export const pagePictures: readonly PagePicture[] = [
  {
    ...desktop,
    name: "page-failures-light",
    scheme: "light",
    steps: [open, { press: "F", shows: ["Package manager locked"], hides: ["reading"] }],
  },
  { ...desktop, name: "page-machines-dark", scheme: "dark", steps: toMachines },
  {
    name: "page-output-phone-dark",
    width: 360,
    height: 740,
    scale: 2,
    scheme: "dark",
    steps: [
      ...toMachines,
      { press: "Enter", shows: ["Free space on the named file system"], hides: ["reading"] },
    ],
  },
];
