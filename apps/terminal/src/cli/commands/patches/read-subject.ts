import type { ExecutionReport, Gap, Machine, PatchListOptions, PatchResult } from "@windowpane/report";
import { findMachine } from "../../arguments/machine.ts";
import { readExecution } from "../report.ts";
import type { Context } from "../../context/context.ts";
import { idKind } from "../../arguments/ids.ts";
import { readSince } from "../../arguments/times.ts";

/** Whose patches are listed. */
export interface PatchSubject {
  /** Absent: a machine on its own. */
  readonly WindowExecutionId?: string | undefined;
  readonly machines: PatchListOptions["machines"];
  /** Whether these are all machines of the execution's patch runs, the patched ones too. */
  readonly isAll: boolean;
  /** How many machines of the execution's patch runs are left out, as they are patched or need no patches. */
  readonly leftOut: number;
  /** Gaps in what is known of the machines. */
  readonly gaps: readonly Gap[];
  /** Whether an empty list means that all is well: something was to be patched, and nothing of it is under way. */
  readonly isProven: boolean;
}

/**
 * The machine of an ID or a name, or the machines of an execution's patch runs: those that are not known to be patched, or
 * with `--all-machines` all.
 */
export const readSubject = async (context: Context, word: string): Promise<PatchSubject> => {
  if (idKind(word) === "uuid") return readExecutionSubject(context, word);
  // As far back as AWS keeps commands.
  const InstanceId = await findMachine(context, word, readSince("30d", context.host.now()));
  const machine = InstanceId === word ? { InstanceId } : { InstanceId, InstanceName: word };
  return { machines: [machine], isAll: true, leftOut: 0, gaps: [], isProven: true };
};

const readExecutionSubject = async (context: Context, WindowExecutionId: string): Promise<PatchSubject> => {
  const { patchOutcomes } = await import("@windowpane/report");
  const report = await readExecution(context, WindowExecutionId);
  const byId = patchedMachines(report, patchOutcomes);
  const all = [...byId.values()];
  const isAll = context.own["allMachines"] === true;
  const wanted = isAll ? all : all.filter(({ patch }) => !isPatched(patch));
  return {
    WindowExecutionId,
    machines: wanted.map(({ InstanceId, InstanceName, patch }) => ({ InstanceId, InstanceName, patch })),
    isAll,
    leftOut: all.length - wanted.length,
    gaps: report.gaps,
    isProven: all.length > 0 && all.every(({ patch }) => patch.result !== "running"),
  };
};

interface PatchedMachine {
  readonly InstanceId: string;
  readonly InstanceName: string | undefined;
  readonly patch: PatchResult;
}

/** Each machine once. Of several runs on it the one counts whose state it is, else the worst. */
const patchedMachines = (
  { tasks }: ExecutionReport,
  worstFirst: readonly PatchResult["result"][],
): ReadonlyMap<string, PatchedMachine> => {
  const rank = ({ basis, result }: PatchResult): number =>
    (basis === "this-run" ? 0 : basis === "by-time" ? 100 : 200) + worstFirst.indexOf(result);
  const found = new Map<string, PatchedMachine>();
  const machines: readonly Machine[] = tasks.flatMap(({ invocations }) =>
    invocations.flatMap((invocation) => invocation.machines),
  );
  for (const { InstanceId, InstanceName, patch } of machines) {
    if (InstanceId === undefined || patch === undefined) continue;
    const before = found.get(InstanceId);
    if (before === undefined || rank(patch) < rank(before.patch))
      found.set(InstanceId, { InstanceId, InstanceName, patch });
  }
  return found;
};

/** Whether a list of what is wrong would have nothing of the machine, by the run's own state. */
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
