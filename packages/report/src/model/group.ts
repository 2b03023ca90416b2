import type { MachineResult } from "./result.ts";
import type { Cause, CauseCertainty, CauseWeight } from "./cause.ts";
import type { MachineKind, ExecutionRef } from "./report.ts";

/** A row of a group. A task or an execution stands there itself when no machine below it carries the failure. */
export interface GroupMember extends ExecutionRef {
  readonly kind: MachineKind | "invocation" | "task" | "execution";
  readonly name: string;
  /** The name that people gave the machine, where AWS tells it. */
  readonly InstanceName?: string | undefined;
  /** The result of a machine; absent for levels. `passed`: the command passed, but the machine is not patched. */
  readonly result?: MachineResult | undefined;
  /** Its own line, as read. */
  readonly evidence?: string | undefined;
}

/** Everything that did not pass for one cause. */
export interface Group {
  /** The `key` of its causes. */
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly nextStep: string;
  readonly weight: CauseWeight;
  /** That line with numbers, ids, paths, times and hosts replaced by what they are; empty where there is none. */
  readonly error: string;
  /** One member's line as it was read. */
  readonly evidence?: string | undefined;
  /** Absent: certain for at least one member. */
  readonly certainty?: CauseCertainty | undefined;
  /** The second reading, where no member's cause is certain. */
  readonly otherwise?: string | undefined;
  /** How many different machines are in it. */
  readonly machines: number;
  /** Rows: a machine that failed in two tasks is here twice. */
  readonly members: readonly GroupMember[];
}

/** One that did not pass, with its cause. */
export interface FailedMember {
  readonly member: GroupMember;
  readonly cause: Cause;
}

/** A group whose members carry more than those of a single report: where they are from, for example. */
export interface GroupOf<Member extends GroupMember> extends Group {
  readonly members: readonly Member[];
}
