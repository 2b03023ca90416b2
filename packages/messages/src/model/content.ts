/**
 * The content of messages: data that survives JSON, and the body of messages to webhooks. PascalCase members are AWS's; camelCase
 * members are ours. Texts are one safe line of limited length. Members may be added; none is removed or changes its meaning.
 */
import type { MachineResult, PatchOutcome, Verdict } from "@windowpane/report";

/** A message. The `type` names the form of `data`. */
export type MessageContent =
  | { readonly type: "run.finished"; readonly timestamp: string; readonly data: RunData }
  | { readonly type: "run.missed"; readonly timestamp: string; readonly data: MissedData }
  | { readonly type: "runs.digest"; readonly timestamp: string; readonly data: DigestData }
  | { readonly type: "test"; readonly timestamp: string; readonly data: TestData };

/** The window and location that a message is about. */
export interface MessageOrigin {
  /** 12 digits. */
  readonly Account?: string | undefined;
  /** Name of the account in the configuration. */
  readonly accountName?: string | undefined;
  readonly Region?: string | undefined;
  readonly WindowId?: string | undefined;
  /** Name of the window. */
  readonly Name?: string | undefined;
}

/** A finished run. Times are ISO 8601. */
export interface RunData extends MessageOrigin {
  readonly WindowExecutionId: string;
  /** AWS's status of the execution. */
  readonly Status?: string | undefined;
  readonly StartTime?: string | undefined;
  readonly EndTime?: string | undefined;
  /** Windowpane's judgement. */
  readonly verdict: Verdict;
  /** The reason of the verdict, in one or two sentences. */
  readonly reason: string;
  /** Whether AWS reports SUCCESS although the verdict is PARTIAL, FAILED or EMPTY. */
  readonly falseGreen: boolean;
  /** Whether the run before it did not pass, and this one did. */
  readonly recovered: boolean;
  /** Machines, each counted once with its worst result. */
  readonly machines: MachinesData;
  /** Machines by patch result. Absent for runs that do not patch. */
  readonly patches?:
    | { readonly results: Readonly<Partial<Record<PatchOutcome, number>>>; readonly words: string }
    | undefined;
  /** Causes, worst first: at most 10. */
  readonly causes: readonly CauseData[];
  /** Number of further causes. */
  readonly moreCauses: number;
  /** What could not be read: at most 5 gaps. */
  readonly gaps: readonly GapData[];
  /** Number of further gaps. */
  readonly moreGaps: number;
  /** URL of the run in Windowpane's page, if it is known. */
  readonly link?: string | undefined;
}

/** Counts of machines. */
export interface MachinesData {
  /** Number of machines. */
  readonly total: number;
  /** False if there may be more. */
  readonly exact: boolean;
  /** Numbers above zero by result. */
  readonly results: Readonly<Partial<Record<MachineResult, number>>>;
  /** The same in words: `3 failed, 38 passed`. */
  readonly words: string;
}

/** A cause with the machines that have it. */
export interface CauseData {
  /** The rule that found the cause. Does not change between releases. */
  readonly slug: string;
  /** The cause as a short phrase. */
  readonly title: string;
  /** A failure, a consequence of one, or a notice. */
  readonly weight: "failure" | "consequence" | "notice";
  /** Number of different machines. */
  readonly machines: number;
  /** The number in words: `3 machines`. */
  readonly size: string;
  /** The output line that shows the cause. */
  readonly evidence?: string | undefined;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
  /** The alternative explanation, if the cause is only likely. */
  readonly otherwise?: string | undefined;
  /** Since when the window has the cause, in words: `since 24 Nov, in 6 of 7 executions`. Absent: not known. */
  readonly since?: string | undefined;
  /** Names of machines: at most 10. */
  readonly names: readonly string[];
  /** Number of further names. */
  readonly moreNames: number;
}

/** Something that could not be read. */
export interface GapData {
  /** What is missing and why, in one sentence. */
  readonly why: string;
  /** What to do about it, in one sentence. */
  readonly nextStep: string;
  /** Number of failed requests. */
  readonly count: number;
}

/** A scheduled run of a window that was not found. */
export interface MissedData extends MessageOrigin {
  /** The scheduled start, ISO 8601. */
  readonly expected: string;
  /** `missed`: AWS lists no execution for this start. `unknown`: it could not be established. */
  readonly certainty: "missed" | "unknown";
  /** Why, in one sentence. */
  readonly reason: string;
  /** URL of the window's runs in Windowpane's page, if it is known. */
  readonly link?: string | undefined;
}

/** Several messages in one. */
export interface DigestData {
  /** `schedule`: the daily digest. `storm`: more messages at once than a chat takes. */
  readonly because: "schedule" | "storm";
  /** Number of runs by verdict. Zeros are left out. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Number of scheduled runs that were not found. */
  readonly missed: number;
  /** Runs, worst first. */
  readonly runs: readonly DigestRun[];
  /** Scheduled runs that were not found. */
  readonly missedRuns: readonly MissedData[];
  /** URL of the list of failures in Windowpane's page, if it is known. */
  readonly link?: string | undefined;
}

/** A run in a digest. */
export interface DigestRun extends Pick<
  RunData,
  | "Account"
  | "accountName"
  | "Region"
  | "WindowId"
  | "Name"
  | "WindowExecutionId"
  | "StartTime"
  | "EndTime"
  | "verdict"
  | "reason"
  | "link"
> {
  /** Title of the worst cause. */
  readonly cause?: string | undefined;
}

/** A message that a person sent to check the destination. */
export interface TestData {
  /** The text to show. */
  readonly text: string;
}
