/**
 * The data of reports: plain objects that survive JSON (`Date`s become ISO 8601). PascalCase members are AWS's, with AWS's
 * values; camelCase members are ours. `Parameters`, `OwnerInformation` and `Description` are absent unless requested.
 *
 * Text from machines and people (`InstanceName`, `StatusDetails`) is as AWS returned it: remove control characters before you
 * show it. `evidence` and `error` are single lines of limited length without control characters.
 */
import type { ItemOrigin, OperationName } from "@windowpane/core";
import type { MachineResult, Counts } from "./result.ts";
import type { Group } from "./group.ts";
import type { PatchCounts, PatchResult, PatchRun } from "./patch.ts";
import type { GapKind } from "./gap-kind.ts";
import type { Cause } from "./cause.ts";

export type { Cause, CauseCertainty, CauseWeight } from "./cause.ts";

/**
 * Windowpane's judgement of an execution, a task or an invocation.
 * - `PASSED`: everything was read, every machine passed, and every machine of a patch installation is patched.
 * - `PARTIAL`: some machines passed and some did not, or a machine passed but is not patched.
 * - `FAILED`: no machine passed and at least one did not.
 * - `EMPTY`: it ended without running on any target.
 * - `SKIPPED`: AWS skipped it, because the previous execution was still running.
 * - `RUNNING`: something has not ended yet; the reason has the failures so far.
 * - `UNKNOWN`: nothing failed as far as is known, but not everything could be read, or has been read yet.
 */
export type Verdict = "PASSED" | "PARTIAL" | "FAILED" | "EMPTY" | "SKIPPED" | "RUNNING" | "UNKNOWN";

/** A verdict with its reason. */
export interface Judgement {
  /** Our judgement, next to AWS's `Status`. */
  readonly verdict: Verdict;
  /** One or two sentences, each with its full stop. */
  readonly reason: string;
  /** Whether AWS reports SUCCESS and the verdict is PARTIAL, FAILED or EMPTY. */
  readonly falseGreen: boolean;
}

/** AWS's status and times of an execution, a task or an invocation. */
export interface AwsProgress {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly StartTime?: Date | undefined;
  /** Absent while it runs. */
  readonly EndTime?: Date | undefined;
}

/** The IDs of a row in AWS's history: an execution, task, invocation or machine. */
export interface ExecutionRef {
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId: string;
  readonly TaskExecutionId?: string | undefined;
  readonly InvocationId?: string | undefined;
  readonly InstanceId?: string | undefined;
}

/**
 * What a row represents. There is one row per machine and invocation.
 * - `machine`: a managed node; `name` is its `InstanceId`.
 * - `call`: an invocation that runs on no machine (a Lambda function, a state machine, an automation that names none).
 * - `unnamed`: machines without a name, because their list could not be read or does not exist. Their number is unknown;
 *   they count as one row, and the counts are not exact.
 */
export type MachineKind = "machine" | "call" | "unnamed";

/** The result of one machine in one invocation. */
export interface Machine extends ExecutionRef {
  readonly kind: MachineKind;
  /** The InstanceId, or the name of the called function, state machine or document. */
  readonly name: string;
  readonly InstanceName?: string | undefined;
  /** What happened on the machine. */
  readonly result: MachineResult;
  /** Why it has this result, in one sentence. */
  readonly reason: string;
  /** Absent if it passed, while it runs, and until the machine itself has been read. */
  readonly cause?: Cause | undefined;
  /** Status from Run Command or Automation for this machine, not from the window. */
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  /** Exit code of the step that failed, or of the last one. -1: the step did not start. */
  readonly ResponseCode?: number | undefined;
  /** Start of the first step and end of the last one. */
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  /** The steps of the command's document or of the automation, without their output. Empty if only the status was read. */
  readonly steps: readonly DocumentStep[];
  /** The patch result. Absent for runs that do not patch, and if patch state was not requested. */
  readonly patch?: PatchResult | undefined;
}

/** A plugin of a command, or a step of an automation. */
export interface DocumentStep {
  readonly Name: string;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly ResponseCode?: number | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** Something that could not be read and so is missing from the report. Equal gaps are merged, with their count. */
export interface Gap {
  /** The operation that failed. */
  readonly operation: OperationName;
  /** Number of failed requests. */
  readonly count: number;
  /** The IDs in the first failed request. */
  readonly ids: Readonly<Record<string, string>>;
  /** Why it could not be read; each kind has its own next step. */
  readonly kind: GapKind;
  /** AWS's error code (`AccessDeniedException`), or Windowpane's: an `errorCode`, `expired`, `missing`, `unknown-status`. */
  readonly code: string;
  /** What is missing and why, in one sentence. */
  readonly why: string;
  /** AWS's message, or why no request was sent, as one line. Absent if AWS sent no message. */
  readonly message?: string | undefined;
  /** What to do about it, in one sentence. */
  readonly nextStep: string;
  /** The machines, or else tasks, that it leaves unknown: at most 20. Absent if they are not known. */
  readonly affected?: readonly AffectedItem[] | undefined;
  /** Number of further ones. Absent: none. */
  readonly affectedMore?: number | undefined;
  /** The token to resume the list from, of the first failed request. */
  readonly resumeFrom?: string | undefined;
  /** The account and region, where several are read. */
  readonly origin?: AccountRegion | undefined;
}

/** A machine or task that a gap leaves unknown. Members that are not known or do not apply are absent. */
export interface AffectedItem {
  /** The window's name, in reports on several windows. */
  readonly Name?: string | undefined;
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId?: string | undefined;
  readonly TaskExecutionId?: string | undefined;
  /** What the task runs. */
  readonly TaskArn?: string | undefined;
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
}

/** The report on an invocation. */
export interface InvocationReport extends AwsProgress, Judgement {
  readonly InvocationId: string;
  readonly TaskExecutionId: string;
  readonly WindowExecutionId: string;
  readonly TaskType?: string | undefined;
  /** The command ID, automation execution ID, request ID or execution ARN. Absent if nothing was started. */
  readonly ExecutionId?: string | undefined;
  readonly WindowTargetId?: string | undefined;
  /** The document of the command or automation. */
  readonly DocumentName?: string | undefined;
  /** Only with `includeSensitive`. */
  readonly Parameters?: string | undefined;
  /** Only with `includeSensitive`. */
  readonly OwnerInformation?: string | undefined;
  /** Why the invocation did not pass. Present only if no machine of it has a cause. */
  readonly cause?: Cause | undefined;
  /** Its machines by result. */
  readonly counts: Counts;
  /** What the invocation does to patches. Absent for runs that do not patch. */
  readonly patchRun?: PatchRun | undefined;
  /** Machines by patch result. Absent if no machine has one. */
  readonly patches?: PatchCounts | undefined;
  /** Its machines, in AWS's order. */
  readonly machines: readonly Machine[];
  /** Whether its machines have been read. False only in reports that are not done. */
  readonly read: boolean;
  /** Number of the report's gaps in this invocation. Absent: none. */
  readonly gaps?: number | undefined;
}

/** The report on a task. */
export interface TaskReport extends AwsProgress, Judgement {
  readonly TaskExecutionId: string;
  readonly WindowExecutionId: string;
  readonly TaskArn?: string | undefined;
  readonly TaskType?: string | undefined;
  /** Known only if the task's details were read: some of it did not run, or nothing names its machines. */
  readonly MaxErrors?: string | undefined;
  readonly MaxConcurrency?: string | undefined;
  readonly Priority?: number | undefined;
  /** Why the task did not pass. Present only if none of its invocations has a cause. */
  readonly cause?: Cause | undefined;
  /** Rows, one per machine and invocation. */
  readonly counts: Counts;
  /** Rows by patch result. Absent if no row has one. */
  readonly patches?: PatchCounts | undefined;
  /** Its invocations, in AWS's order. */
  readonly invocations: readonly InvocationReport[];
  /** Whether all its invocations have been listed and read. False only in reports that are not done. */
  readonly read: boolean;
  /** Number of the report's gaps in this task, without those of its invocations. Absent: none. */
  readonly gaps?: number | undefined;
  /** The token to resume the list of its invocations from, if the list failed part-way. */
  readonly resumeFrom?: string | undefined;
}

/** The account and region that something comes from, if known. */
export interface AccountRegion extends ItemOrigin {
  /** The AWS profile of the credentials. */
  readonly profile?: string | undefined;
}

/** Progress of reading an execution. */
export interface Progress {
  /** Number of tasks listed so far. */
  readonly tasks: number;
  /** Number of those whose invocations have been read. */
  readonly tasksRead: number;
  /** Invocations listed so far. */
  readonly invocations: number;
  /** Number of those whose machines have been read. */
  readonly invocationsRead: number;
  /** Requests sent so far. */
  readonly requests: number;
}

/** The report on an execution. */
export interface ExecutionReport extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  /** The window's name, if the caller provided it. */
  readonly Name?: string | undefined;
  /** The account and region that it was read from, if the responses or the caller name them. */
  readonly origin?: AccountRegion | undefined;
  readonly WindowExecutionId: string;
  /** Why the execution did not pass. Present only if none of its tasks has a cause. */
  readonly cause?: Cause | undefined;
  /** Rows, one per machine and invocation: a machine in two tasks counts twice. */
  readonly counts: Counts;
  /** Rows by patch result. Absent if no row has one. */
  readonly patches?: PatchCounts | undefined;
  /** Machines, each counted once with its worst result. */
  readonly machineCounts: Counts;
  /** The tasks, by start time. */
  readonly tasks: readonly TaskReport[];
  /** Everything that did not pass, grouped by cause, worst first. */
  readonly groups: readonly Group[];
  /** What could not be read. Equal gaps are merged. */
  readonly gaps: readonly Gap[];
  /** Whether reading has ended. */
  readonly done: boolean;
  /** Whether it is done, has no gaps and leaves no tasks out. */
  readonly complete: boolean;
  /** Number of tasks that were not requested. Absent: none. */
  readonly tasksNotRead?: number | undefined;
  /** How much has been read. */
  readonly progress: Progress;
}
