/** The patches of machines. As in `../../model/report.ts`, `PascalCase` members are AWS's and `camelCase` ours. */
import type { Item } from "@windowpane/core";
import type { ReadOptions } from "../reading/options.ts";
import type { Gap } from "../../model/report.ts";
import type { PatchResult, PatchState } from "../../model/patch.ts";

/** A patch on a machine, as AWS describes it. One that is not installed has no `InstalledTime`. */
export interface ListedPatch extends Item<"DescribeInstancePatches"> {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
}

/** A machine whose patches are listed. */
export interface PatchListMachine {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
  /** The patch result of a run on this machine. Absent if no run was given. */
  readonly patch?: PatchResult | undefined;
  /** Its newest patch state, which the list reflects, from any patch operation. Absent if it has none or it is unknown. */
  readonly state?: PatchState | undefined;
  /** Whether the machine is known to have no patch state, because no operation has reported one. */
  readonly hasNoState: boolean;
  /** Whether all its patches were read and match the counts of its state. */
  readonly read: boolean;
}

/** The current patches of machines. */
export interface PatchList {
  /** The machines, in the order of the request. */
  readonly machines: readonly PatchListMachine[];
  /** By machine; failed and missing patches first, then by severity. */
  readonly patches: readonly ListedPatch[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Whether everything was read. */
  readonly complete: boolean;
}

/** The machines and patches to list. */
export interface PatchListOptions extends Pick<ReadOptions, "concurrency" | "signal"> {
  /** The machines. A state in `patch` is not read again. */
  readonly machines: readonly Pick<PatchListMachine, "InstanceId" | "InstanceName" | "patch">[];
  /**
   * `open`: patches that are failed, missing, rejected or pending a reboot. `all`: also installed and not applicable patches.
   * Default: `open`.
   */
  readonly states?: "open" | "all" | undefined;
  /** Called after every response. Default: none. */
  readonly onProgress?:
    | ((progress: { readonly machinesRead: number; readonly requests: number }) => void)
    | undefined;
}
