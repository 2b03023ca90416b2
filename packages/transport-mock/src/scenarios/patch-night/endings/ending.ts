/** Outcomes of a command's step on a machine, with output. Texts imitate the tools' output from memory. */
import type { MachinePlan } from "../../../plan/plan.ts";
import type { Draw } from "../account/draw.ts";
import type { PatchRunResult } from "./patch-result.ts";

/** Values for a text, so that machines with one cause differ in details. */
export interface PrintContext {
  /** The machine's name. */
  readonly host: string;
  readonly draw: Draw;
  /** Number of characters after which the rest of the text may be missing. Default: none is. */
  readonly length?: number | undefined;
}

/** Makes the text that a step prints. */
export type PrintedText = (printing: PrintContext) => string;

/** The outcome of a step: an entry of the catalogue. */
export interface StepEnding {
  readonly outcome: MachinePlan["outcome"];
  /** Run Command's detailed status of the machine. */
  readonly details: string;
  /** Exit code, or -1 if the step did not start. */
  readonly code: number;
  /** Default: empty. */
  readonly stdout?: PrintedText;
  /** Default: empty. */
  readonly stderr?: PrintedText;
  /** Duration as a share of the longest possible one, from 0 to 1. Default: the machine's pace. */
  readonly pace?: number;
  /** The patch result that a patch document reports. Default: the patches that the output names as not installed. */
  readonly patches?: (draw: Draw) => PatchRunResult;
  /** Whether a patch document prints only these texts, without the payload's log. Default: false. */
  readonly isBare?: boolean;
}

/** A step that failed with an exit code. */
export const failed = (
  code: number,
  texts: Pick<StepEnding, "stdout" | "stderr" | "isBare" | "patches">,
): StepEnding => ({
  outcome: "Failed",
  details: "Failed",
  code,
  ...texts,
});

/** A step that succeeded with an output. */
export const passed = (stdout: PrintedText): StepEnding => ({
  outcome: "Success",
  details: "Success",
  code: 0,
  stdout,
});

/** A successful run of a patch document, with its patch result and the output in addition to its log. */
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

/** Joins lines to a text. */
export const lines = (...texts: readonly string[]): string => texts.join("\n");
