/** Which machines the patches command lists: one machine, or those of an execution. */
import { cleanId, idKind, locate } from "@windowpane/explorer";
import { patchOutcomes, type ExecutionReport, type Machine, type PatchResult } from "@windowpane/report";
import { readExecution, type ReadExecutionRef } from "../../arguments/execution.ts";
import { findExecution, type FoundExecution } from "../../arguments/find-execution.ts";
import { inRegionOf } from "../../arguments/find-item.ts";
import { findMachine, readMachineWord } from "../../arguments/machine.ts";
import { readSince } from "../../arguments/times.ts";
import { windowNamed } from "../../arguments/window.ts";
import type { Context } from "../../context/context.ts";
import type { PatchSubject } from "./patches-text.ts";

/** The execution or the machine whose patches to list. */
export interface SubjectRef {
  readonly context: Context;
  readonly WindowExecutionId?: string;
  readonly WindowId?: string | undefined;
  /** The execution, if finding it has read it. */
  readonly execution?: FoundExecution["execution"];
  readonly InstanceId?: string;
  readonly InstanceName?: string;
}

/** A name is that of a window, for its newest execution, or else that of a machine. */
export const findSubject = async (context: Context, text: string): Promise<SubjectRef> => {
  const located = locate(text);
  const word = located?.kind === "machine" ? (located.ids.InstanceId ?? "") : cleanId(text);
  const isName = located === undefined && idKind(word) === "unknown";
  if (idKind(word) === "machine") {
    const there = located === undefined ? context : inRegionOf(context, located);
    return { context: there, InstanceId: word };
  }
  const windows = isName ? await windowNamed(context, text) : undefined;
  if (windows !== undefined && windows.window === undefined) {
    // AWS keeps commands for 30 days.
    const since = readSince("30d", context.host);
    const InstanceId = await findMachine(context, readMachineWord(text), since, windows.similar);
    return { context, InstanceId, InstanceName: word };
  }
  const { ids, context: there, execution } = await findExecution(context, text);
  return { context: there, WindowExecutionId: ids.WindowExecutionId, WindowId: ids.WindowId, execution };
};

/** Reads which machines to list: one machine, or those of an execution that are not known to be patched. */
export const readSubject = async (
  context: Context,
  { WindowExecutionId, WindowId, execution, InstanceId = "", InstanceName }: Omit<SubjectRef, "context">,
): Promise<PatchSubject> => {
  if (WindowExecutionId !== undefined) {
    const ids = { WindowExecutionId, ...(WindowId === undefined ? {} : { WindowId }) };
    return readExecutionSubject(context, { ids, execution });
  }
  const machine = InstanceName === undefined ? { InstanceId } : { InstanceId, InstanceName };
  return { machines: [machine], isAll: true, leftOut: 0, gaps: [], isProven: true };
};

const readExecutionSubject = async (context: Context, found: ReadExecutionRef): Promise<PatchSubject> => {
  const report = await readExecution(context, found);
  const { Name, WindowId, WindowExecutionId, StartTime, origin } = report;
  const all = patchedMachines(report);
  const isAll = context.options["allMachines"] === true;
  const machines = isAll ? all : all.filter(({ patch }) => !isPatched(patch));
  return {
    execution: { Name, WindowId, WindowExecutionId, StartTime, origin },
    machines,
    isAll,
    leftOut: all.length - machines.length,
    gaps: report.gaps,
    isProven: all.length > 0 && all.every(({ patch }) => patch.result !== "running"),
  };
};

type PatchedMachine = Pick<Machine, "InstanceName"> & {
  readonly InstanceId: string;
  readonly patch: PatchResult;
};

/** Gives each machine once, with the patch result whose state is current, or else the worst one. */
const patchedMachines = ({ tasks }: ExecutionReport): readonly PatchedMachine[] => {
  const rank = ({ basis, result }: PatchResult): number =>
    (basis === "this-run" ? 0 : basis === "by-time" ? 100 : 200) + patchOutcomes.indexOf(result);
  const byId = new Map<string, PatchedMachine>();
  const machines: readonly Machine[] = tasks.flatMap(({ invocations }) =>
    invocations.flatMap((invocation) => invocation.machines),
  );
  for (const { InstanceId, InstanceName, patch } of machines) {
    if (InstanceId === undefined || patch === undefined) continue;
    const before = byId.get(InstanceId);
    if (before === undefined || rank(patch) < rank(before.patch))
      byId.set(InstanceId, { InstanceId, InstanceName, patch });
  }
  return [...byId.values()];
};

/** Whether the run's state has no patches to list. */
const isPatched = ({ result, state }: PatchResult): boolean => {
  if (result === "patched") return true;
  const open = [
    state?.MissingCount,
    state?.FailedCount,
    state?.InstalledRejectedCount,
    state?.InstalledPendingRebootCount,
  ];
  return result === "scanned" && open.every((count) => count === 0);
};
