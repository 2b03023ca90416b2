import type { MachineResult } from "./result.ts";
import type { Cause, CauseCertainty, CauseWeight } from "./cause.ts";
import type { AccountRegion, MachineKind, ExecutionRef } from "./report.ts";

/** Whether something is new or occurred before, in the executions of a window that are known. */
export interface Recurrence {
  readonly WindowId: string;
  /** Start of the first execution in a row with it, up to the newest one that has it. */
  readonly since: Date;
  /** Start of the newest one that has it. */
  readonly latest: Date;
  /** Number of executions in a row with it, the newest one included. */
  readonly consecutive: number;
  /** Whether the row may be longer: what was before `since` is not known. */
  readonly open: boolean;
  /** Whether the executions in the row, and the one before it, started about a day apart (20 to 28 hours). */
  readonly nightly: boolean;
  /** Number of the earlier executions that have it. 0: it is new, unless `open`: the execution before it is not known. */
  readonly affected: number;
  /** Start of the newest earlier execution that has it and is not in the row. Absent: none is known. */
  readonly before?: Date | undefined;
  /** Number of earlier executions that are known. */
  readonly compared: number;
  /** Start of the earliest of them. What was before is not known. */
  readonly comparedSince: Date;
  /** Number of those without it that were not read completely, and so may have it. */
  readonly unknown: number;
  /** Number of periods between them that the archive lacks, in which it may have occurred. Absent: none. */
  readonly missing?: number | undefined;
}

/** A member of a group: a machine, or a level that failed without a machine that failed. */
export interface GroupMember extends ExecutionRef {
  readonly kind: MachineKind | "invocation" | "task" | "execution";
  readonly name: string;
  /** The name of the machine, if AWS returns one. */
  readonly InstanceName?: string | undefined;
  /** The result of a machine; absent for levels. `passed`: the command passed, but the machine is not patched. */
  readonly result?: MachineResult | undefined;
  /** Its own output line, not normalised. */
  readonly evidence?: string | undefined;
  /** The account and region of its execution, where several are read. */
  readonly origin?: AccountRegion | undefined;
  /** Whether the cause is new on this machine, up to this execution. Absent for others, and if no earlier execution was read. */
  readonly recurrence?: Recurrence | undefined;
}

/** Everything that did not pass for the same cause. */
export interface Group {
  /** The `key` of its causes. */
  readonly key: string;
  /** The rule that matched: `package-manager-locked`. Does not change between releases. */
  readonly slug: string;
  /** The cause as a short phrase. */
  readonly title: string;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
  /** Whether it is a failure, a consequence of one, or a notice. */
  readonly weight: CauseWeight;
  /** The normalised line: numbers, IDs, paths, times and hosts are replaced. Empty without evidence. */
  readonly error: string;
  /** The output line of one member, not normalised. */
  readonly evidence?: string | undefined;
  /** Absent: the cause is certain for at least one member. */
  readonly certainty?: CauseCertainty | undefined;
  /** The alternative explanation, if the cause is certain for no member. */
  readonly otherwise?: string | undefined;
  /** Number of different machines. */
  readonly machines: number;
  /**
   * Number of machines that never ran because failures with this and other causes in their task reached `MaxErrors`, counted for
   * each execution. Absent: none.
   */
  readonly stopped?: number | undefined;
  /** Whether the cause is new, for each window of which earlier executions were read. Absent: not known. */
  readonly recurrence?: readonly Recurrence[] | undefined;
  /** The rows. A machine that failed in two tasks has two. */
  readonly members: readonly GroupMember[];
}

/** A member that did not pass, with its cause. */
export interface FailedMember {
  readonly member: GroupMember;
  readonly cause: Cause;
}

/** A group whose members have more fields, such as their account and region. */
export interface GroupOf<Member extends GroupMember> extends Group {
  readonly members: readonly Member[];
}
