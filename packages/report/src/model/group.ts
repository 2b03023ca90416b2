import type { MachineResult } from "./result.ts";
import type { Cause, CauseCertainty, CauseWeight } from "./cause.ts";
import type { MachineKind, ExecutionRef } from "./report.ts";

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
}

/** Everything that did not pass for the same cause. */
export interface Group {
  /** The `key` of its causes. */
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly nextStep: string;
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
