/** What `open` prints where there is no UI. */
import type { MachineResult, Gap, PatchResult, Verdict } from "@windowpane/report";
import type { LocatedIds, LocatedKind } from "../../locate/located.ts";

/** A place with its stand. */
export interface Described {
  readonly kind: LocatedKind;
  readonly ids: LocatedIds;
  /** The window's name, where it could be found. */
  readonly Name?: string | undefined;
  /** The document, function or state machine of a task. */
  readonly TaskArn?: string | undefined;
  readonly InstanceName?: string | undefined;
  /** AWS's own word. */
  readonly Status?: string | undefined;
  /** Of an execution, a task or an invocation. */
  readonly verdict?: Verdict | undefined;
  /** Of a machine in an invocation. */
  readonly result?: MachineResult | undefined;
  /** What a patch run left on the machine. */
  readonly patch?: PatchResult | undefined;
  /** Why, in a sentence or two. */
  readonly reason?: string | undefined;
  /** What could not be read of it. */
  readonly gaps?: readonly Gap[] | undefined;
  /** Command lines that go on from here. */
  readonly next: readonly string[];
}
