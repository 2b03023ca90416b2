/** What machines printed, and where the rest of it lies. */
import type { OperationName, Signal } from "@windowpane/core";
import type { Gap, Step } from "./report.ts";

/** Whose output to read. */
export interface OutputOptions {
  readonly WindowExecutionId: string;
  /** The task's TaskExecutionId. */
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
  /** Which machine. Default: every machine of the invocation, each cut at the 2,500 characters that the list gives. */
  readonly InstanceId?: string | undefined;
  /** Most requests under way at once. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Aborts the reading, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
}

/** What an invocation's machines printed. */
export interface InvocationOutput {
  readonly InvocationId: string;
  readonly TaskType?: string | undefined;
  readonly ExecutionId?: string | undefined;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly machines: readonly MachineOutput[];
  /** Why there is no output at all, where there is none: nothing was started, or such a task prints nothing that Systems Manager keeps. */
  readonly note?: string | undefined;
  readonly gaps: readonly Gap[];
}

/** What one machine printed, step by step. */
export interface MachineOutput {
  /** The InstanceId, or the automation's document where no machine is named. */
  readonly name: string;
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
  readonly DocumentName?: string | undefined;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly steps: readonly StepOutput[];
}

/** What one step printed. The texts are raw: neutralise them before they reach a screen. */
export interface StepOutput extends Step {
  readonly texts: readonly OutputText[];
}

/** One text, with where it came from and where it was cut. */
export interface OutputText {
  /** `output`: stdout and stderr as the list mixes them. `message`: what Automation says of the step. */
  readonly stream: "stdout" | "stderr" | "output" | "message";
  readonly text: string;
  readonly from: OperationName;
  /** The most characters that `from` gives of it, where a limit is documented. */
  readonly limit?: number | undefined;
  /** Whether the limit was reached, so that the end is missing. */
  readonly cut: boolean;
  /** Where the whole text lies, if anywhere. */
  readonly rest?: OutputRest | undefined;
}

/** Where a text lies whole. AWS names these places also where the upload failed, so nothing promises that it is there. */
export interface OutputRest {
  /** The object in S3. */
  readonly url?: string | undefined;
  /** The log group in CloudWatch Logs. */
  readonly logGroup?: string | undefined;
}
