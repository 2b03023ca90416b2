/**
 * What a report is made of: plain data that survives JSON (`Date`s become ISO 8601). PascalCase members are AWS's, with
 * AWS's values; camelCase is ours. `Parameters`, `OwnerInformation` and `Description` are absent unless asked for.
 *
 * Text that comes from machines and people (`InstanceName`, `StatusDetails`) stands here as AWS gave it, and must be
 * neutralised by whoever writes it. `evidence` and `error` are one line, bounded, without control characters.
 */
import type { OperationName } from "@windowpane/core";
import type { MachineResult, Counts } from "./result.ts";
import type { Group } from "./group.ts";
import type { PatchCounts, PatchResult, PatchRun } from "./patch.ts";
import type { GapKind } from "./gap-kind.ts";
import type { Cause } from "./cause.ts";

export type { Cause, CauseCertainty, CauseWeight } from "./cause.ts";

/**
 * Windowpane's own word on an execution, a task or an invocation.
 * - `PASSED`: everything was read, every machine passed, and every machine of an installation of patches is patched.
 * - `PARTIAL`: some passed and some did not, or a machine passed and is not patched.
 * - `FAILED`: some did not pass and none did.
 * - `EMPTY`: it ended without running anything on anything.
 * - `SKIPPED`: AWS skipped it, because the execution before it was still running.
 * - `RUNNING`: something is not at its end yet; the reason says what has failed already.
 * - `UNKNOWN`: nothing bad was seen, but not everything could be read (or not yet).
 */
export type Verdict = "PASSED" | "PARTIAL" | "FAILED" | "EMPTY" | "SKIPPED" | "RUNNING" | "UNKNOWN";

/** A verdict with its reason. */
export interface Judgement {
  readonly verdict: Verdict;
  /** One or two sentences that a person can act on, without a full stop missing. */
  readonly reason: string;
  /** AWS says SUCCESS, and the verdict is PARTIAL, FAILED or EMPTY. */
  readonly falseGreen: boolean;
}

/** What AWS itself says at a level, in its own words. */
export interface AwsProgress {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly StartTime?: Date | undefined;
  /** Absent while it runs. */
  readonly EndTime?: Date | undefined;
}

/** Which row of AWS's history something stands on; what `output` and a deep link need. */
export interface ExecutionRef {
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId: string;
  readonly TaskExecutionId?: string | undefined;
  readonly InvocationId?: string | undefined;
  readonly InstanceId?: string | undefined;
}

/**
 * What one counts: one row per machine and invocation.
 * - `machine`: a managed node, `name` is its `InstanceId`.
 * - `call`: no machine is behind it (a Lambda function, a state machine, an automation that names none): the invocation
 *   itself counts as one.
 * - `unnamed`: machines that nothing names, because the list of them could not be read or was never made. Their number
 *   is unknown; they count as one, and the counts are not exact.
 */
export type MachineKind = "machine" | "call" | "unnamed";

/** What became of one machine in one invocation. */
export interface Machine extends ExecutionRef {
  readonly kind: MachineKind;
  /** What to call it: the InstanceId, or the name of what was called. */
  readonly name: string;
  readonly InstanceName?: string | undefined;
  readonly result: MachineResult;
  /** Why it stands in its result, in one sentence. */
  readonly reason: string;
  /** Absent while running, when it passed, and as long as only AWS's word on its invocation is known. */
  readonly cause?: Cause | undefined;
  /** Run Command's or Automation's words for this machine, not the window's. */
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  /** The exit code of the step that failed, or of the last one. -1: never started. */
  readonly ResponseCode?: number | undefined;
  /** When the first step of its document began and the last one ended. */
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  /** The steps of the command's document or of the automation, without their output. Empty where only the status was read. */
  readonly steps: readonly Step[];
  /** What a patch run left on the machine. Absent for other runs, and where patch state was not requested. */
  readonly patch?: PatchResult | undefined;
}

/** One plugin of a command, or one step of an automation. */
export interface Step {
  readonly Name: string;
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly ResponseCode?: number | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

/** Something that could not be read, and so is missing from the answer. Equal ones are told once, with their number. */
export interface Gap {
  readonly operation: OperationName;
  /** How many requests met it. */
  readonly count: number;
  /** What was asked for, the first time: the ids of the request, nothing else of it. */
  readonly ids: Readonly<Record<string, string>>;
  /** What kept it from being read; each kind has its own next step. */
  readonly kind: GapKind;
  /** AWS's error code (`AccessDeniedException`), or Windowpane's: an `errorCode`, `expired`, `missing`, `unknown-status`. */
  readonly code: string;
  /** What is missing and why, in one sentence. */
  readonly why: string;
  /** AWS's message, or what kept it from being requested, as one plain line. Absent where there is none. */
  readonly message?: string | undefined;
  readonly whatToDo: string;
  /** The token from which the rest of the list can be asked for, the first time. */
  readonly resumeFrom?: string | undefined;
}

/** What one invocation did: AWS's row, judged. */
export interface InvocationReport extends AwsProgress, Judgement {
  readonly InvocationId: string;
  readonly TaskExecutionId: string;
  readonly WindowExecutionId: string;
  readonly TaskType?: string | undefined;
  /** The command id, automation execution id, request id or execution ARN. Absent when nothing was started. */
  readonly ExecutionId?: string | undefined;
  readonly WindowTargetId?: string | undefined;
  /** The document of the command or automation. */
  readonly DocumentName?: string | undefined;
  /** Only with `includeSensitive`. */
  readonly Parameters?: string | undefined;
  /** Only with `includeSensitive`. */
  readonly OwnerInformation?: string | undefined;
  /** Why the invocation itself did not pass, where no machine of it says so. */
  readonly cause?: Cause | undefined;
  readonly counts: Counts;
  /** What it does to patches. Absent for other runs. */
  readonly patchRun?: PatchRun | undefined;
  /** Machines by patch result. Absent: no machine has one. */
  readonly patches?: PatchCounts | undefined;
  readonly machines: readonly Machine[];
  /** Whether its machines have been asked for. False only in reports that are not done. */
  readonly read: boolean;
  /** How many of the report's gaps are here. Absent: none. */
  readonly gaps?: number | undefined;
}

/** What one task did. */
export interface TaskReport extends AwsProgress, Judgement {
  readonly TaskExecutionId: string;
  readonly WindowExecutionId: string;
  readonly TaskArn?: string | undefined;
  readonly TaskType?: string | undefined;
  /** Known only where the task had to be asked for: something of it never ran, or nothing names its machines. */
  readonly MaxErrors?: string | undefined;
  readonly MaxConcurrency?: string | undefined;
  readonly Priority?: number | undefined;
  /** Why the task itself did not pass, where none of its invocations says so. */
  readonly cause?: Cause | undefined;
  /** Rows, one per machine and invocation. */
  readonly counts: Counts;
  /** Rows by patch result. Absent: no row has one. */
  readonly patches?: PatchCounts | undefined;
  readonly invocations: readonly InvocationReport[];
  /** Whether all its invocations have been listed and read. False only in reports that are not done. */
  readonly read: boolean;
  /** How many of the report's gaps are here, not in its invocations. Absent: none. */
  readonly gaps?: number | undefined;
  /** The token from which the rest of its invocations can be asked for, where their list broke off half-way. */
  readonly resumeFrom?: string | undefined;
}

/** How far the reading has come. */
export interface Progress {
  readonly tasks: number;
  readonly tasksRead: number;
  /** Invocations listed so far, and how many of them have been read. */
  readonly invocations: number;
  readonly invocationsRead: number;
  /** Requests sent so far. */
  readonly requests: number;
}

/** What a whole execution did. */
export interface ExecutionReport extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  /** The window's name, where the caller gave it. */
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** Why the execution itself did not pass, where none of its tasks says so. */
  readonly cause?: Cause | undefined;
  /** Rows, one per machine and invocation: a machine in two tasks counts twice. */
  readonly counts: Counts;
  /** Rows by patch result. Absent: no row has one. */
  readonly patches?: PatchCounts | undefined;
  /** Machines, each once, in the worst result it stands in. */
  readonly machineCounts: Counts;
  readonly tasks: readonly TaskReport[];
  /** Everything that did not pass, by cause, worst first. */
  readonly groups: readonly Group[];
  readonly gaps: readonly Gap[];
  /** Whether everything was asked for. */
  readonly done: boolean;
  /** Whether it is done, has no gap, and leaves no task out. */
  readonly complete: boolean;
  /** How many tasks were not asked for, where only some were. Absent: none. */
  readonly tasksLeftOut?: number | undefined;
  readonly progress: Progress;
}
