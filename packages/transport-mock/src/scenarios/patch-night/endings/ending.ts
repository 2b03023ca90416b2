/** How a step of a command ends on a machine, and what it prints; texts are from memory of what such tools say. */
import type { MachinePlan } from "../../../plan/plan.ts";
import type { Draw } from "../account/draw.ts";
import type { PatchRunResult } from "./patch-result.ts";

/** What a text may depend on, so that machines with one cause differ in the details as real ones do. */
export interface PrintContext {
  /** The machine's name. */
  readonly host: string;
  readonly draw: Draw;
}

/** A text that is printed. */
export type PrintedText = (printing: PrintContext) => string;

/** An entry of the catalogue. */
export interface StepEnding {
  readonly outcome: MachinePlan["outcome"];
  /** Run Command's detailed status of the machine. */
  readonly details: string;
  /** The exit code, or -1 when nothing was started. */
  readonly code: number;
  /** Default: nothing is printed. */
  readonly stdout?: PrintedText;
  /** Default: nothing is printed. */
  readonly stderr?: PrintedText;
  /** Share of the longest time that a machine may take, from 0 to 1. Default: the machine's own pace. */
  readonly pace?: number;
  /**
   * What a patch document that ends so reports. Default: what its output names as not installed, and nothing where that
   * names nothing.
   */
  readonly patches?: (draw: Draw) => PatchRunResult;
  /** Whether a patch document that ends so prints nothing but these texts, without the log around them. Default: false. */
  readonly isBare?: boolean;
}

/** A step that ran and ended with an exit code. */
export const failed = (
  code: number,
  texts: Pick<StepEnding, "stdout" | "stderr" | "isBare" | "patches">,
): StepEnding => ({
  outcome: "Failed",
  details: "Failed",
  code,
  ...texts,
});

/** A step that came to its end, whatever it printed. */
export const passed = (stdout: PrintedText): StepEnding => ({
  outcome: "Success",
  details: "Success",
  code: 0,
  stdout,
});

/** A run of a patch document that succeeded, with what it reports and what it prints beside its log. */
export const reported = (
  patches: NonNullable<StepEnding["patches"]>,
  stdout?: PrintedText,
): StepEnding & Required<Pick<StepEnding, "patches">> => ({
  outcome: "Success",
  details: "Success",
  code: 0,
  patches,
  ...(stdout !== undefined && { stdout }),
});

/** Lines as one text. */
export const lines = (...texts: readonly string[]): string => texts.join("\n");
