/** The patches of machines, one by one; as in `../../model/report.ts`, `PascalCase` is AWS's and `camelCase` ours. */
import type { Item } from "@windowpane/core";
import type { ReadOptions } from "../reading/options.ts";
import type { Gap } from "../../model/report.ts";
import type { PatchResult, PatchState } from "../../model/patch.ts";

/** A patch on a machine, with AWS's words about it. */
export interface ListedPatch extends Item<"DescribeInstancePatches"> {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
}

/** A machine whose patches are listed. */
export interface PatchListMachine {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
  /** What a patch run left on it, with what that is based on. Absent where no run was asked about. */
  readonly patch?: PatchResult | undefined;
  /** Its newest patch state, from which the list is, whichever operation wrote it. Absent where it has none, or is not known. */
  readonly state?: PatchState | undefined;
  /** Whether it is known to have no patch state: no operation ever reported one. */
  readonly hasNone: boolean;
  /** Whether its patches were read to the end, and are as many as its state counts. */
  readonly read: boolean;
}

/** The patches of machines: their current state, not that of any time before. */
export interface PatchList {
  readonly machines: readonly PatchListMachine[];
  /** By machine, the failed and missing ones first, the graver ones before the others. */
  readonly patches: readonly ListedPatch[];
  readonly gaps: readonly Gap[];
  readonly complete: boolean;
}

/** Which patches to list. */
export interface PatchListOptions extends Pick<ReadOptions, "concurrency" | "signal"> {
  /** Machines with what is known of them. A state in `patch` is not read again. */
  readonly machines: readonly Pick<PatchListMachine, "InstanceId" | "InstanceName" | "patch">[];
  /**
   * `open`: patches that are failed, missing, rejected, or pending a reboot. `all`: the installed and not applicable ones,
   * too. Default: open.
   */
  readonly states?: "open" | "all" | undefined;
  /** Called after every response. Default: nothing is called. */
  readonly onProgress?:
    | ((progress: { readonly machinesRead: number; readonly requests: number }) => void)
    | undefined;
}
