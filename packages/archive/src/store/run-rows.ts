/** The rows of a run, from its report and its snapshot. */
import { hasPassed, patchDoubtOf, type ExecutionReport, type Machine } from "@windowpane/report";
import type { Snapshot } from "@windowpane/transport-snapshot";
import { patchWords, resultWords } from "../schema/tables.ts";
import type { SqlValue } from "../sql/sql.ts";
import type { WrittenDocument } from "../documents/write-document.ts";

/** Values of the table `run`, by column; the keys of its parents and its document are added when it is stored. */
export const runColumns = ({ report, snapshot }: RunToWrite): Readonly<Record<string, SqlValue>> => {
  const { counts, machineCounts, patches, gaps, StartTime, EndTime } = report;
  const { results } = machineCounts;
  return {
    // AWS documents a start for each execution; without one, the run counts at the time it was read.
    start_ms: (StartTime ?? EndTime ?? snapshot.takenAt).getTime(),
    end_ms: EndTime?.getTime() ?? null,
    window_name: report.Name ?? null,
    status: report.Status ?? null,
    status_details: report.StatusDetails ?? null,
    verdict: report.verdict,
    reason: report.reason,
    false_green: Number(report.falseGreen),
    complete: Number(report.complete),
    gaps: gaps.reduce((sum, { count }) => sum + count, 0),
    tasks: report.tasks.length,
    machine_rows: counts.total,
    machines: machineCounts.total,
    machines_exact: Number(machineCounts.exact),
    ...countPassed(report),
    passed: results.passed,
    failed: results.failed,
    timed_out: results.timedOut,
    unreachable: results.unreachable,
    cancelled: results.cancelled,
    not_run: results.notRun,
    unknown: results.unknown,
    open: results.running + results.pending,
    patch_rows: patches?.total ?? 0,
    patched: patches?.results.patched ?? 0,
    patch_missing: patches?.results.missing ?? 0,
    patch_failed: patches?.results.failed ?? 0,
    patch_rejected: patches?.results.rejected ?? 0,
    reboot_pending: patches?.results.rebootPending ?? 0,
    scanned: patches?.results.scanned ?? 0,
    need_patches: patches?.needPatches ?? 0,
    patch_unproven: patches?.unproven ?? 0,
    sensitive: Number(snapshot.includesSensitive),
    read_ms: snapshot.takenAt.getTime(),
  };
};

/** Counts the machines that passed in every row as `machineCounts` does: without patches in doubt, and known to lack some. */
const countPassed = (report: ExecutionReport): { readonly good: number; readonly not_patched: number } => {
  const worst = new Map<string, Passed>();
  for (const machine of machinesIn(report)) {
    const { kind, name, InvocationId } = machine;
    const key = kind === "machine" ? name : `${kind} ${InvocationId}`;
    const passed = passedOf(machine);
    const before = worst.get(key) ?? "good";
    worst.set(key, passedOrder.indexOf(passed) > passedOrder.indexOf(before) ? passed : before);
  }
  const count = (passed: Passed): number => [...worst.values()].filter((one) => one === passed).length;
  return { good: count("good"), not_patched: count("notPatched") };
};

/** Whether a machine passed, best first. */
const passedOrder = ["good", "unproven", "notPatched", "no"] as const;

type Passed = (typeof passedOrder)[number];

const passedOf = (machine: Machine): Passed => {
  if (hasPassed(machine)) return "good";
  const doubt = patchDoubtOf(machine);
  return doubt === undefined ? "no" : doubt === "not-patched" ? "notPatched" : "unproven";
};

/** A run with its document. */
export interface RunToWrite {
  readonly report: ExecutionReport;
  readonly snapshot: Snapshot;
  readonly document: Pick<WrittenDocument, "partOf">;
}

/** A row of the table `machine_run`, as a JSON list: instance ID, name, then the columns from `row` on, with the cause's key. */
export type MachineRow = readonly [
  instance_id: string,
  name: string | null,
  row: number,
  result: number,
  cause: string | null,
  patch: number | null,
  response_code: number | null,
  seconds: number | null,
  part: number | null,
];

/** The rows of all machines, in the report's order. Functions, state machines and machines without a name have none. */
export const machineRowsOf = ({ report, document }: RunToWrite): readonly MachineRow[] => {
  const known = new Map<string, number>();
  const rows: MachineRow[] = [];
  for (const { invocations } of report.tasks) {
    for (const { ExecutionId = "", machines } of invocations) {
      for (const machine of machines) {
        const { InstanceId } = machine;
        if (InstanceId === undefined) continue;
        const row = known.get(InstanceId) ?? 0;
        known.set(InstanceId, row + 1);
        rows.push([
          InstanceId,
          machine.InstanceName ?? null,
          row,
          resultWords.indexOf(machine.result),
          causeOfRow(machine)?.key ?? null,
          machine.patch === undefined ? null : patchWords.indexOf(machine.patch.result),
          machine.ResponseCode ?? null,
          secondsOf(machine),
          document.partOf(ExecutionId, InstanceId) ?? null,
        ]);
      }
    }
  }
  return rows;
};

/** Why a machine did not pass, or why it is not patched. */
const causeOfRow = ({ cause, patch }: Machine): Machine["cause"] => cause ?? patch?.cause;

const secondsOf = ({ StartTime, EndTime }: Machine): number | null =>
  StartTime === undefined || EndTime === undefined
    ? null
    : Math.max(0, Math.round((EndTime.getTime() - StartTime.getTime()) / 1000));

/** A cause of a run, as a JSON list: the columns of `cause`, then those of `run_cause`. Not counted: number 0. */
export type CauseRow = readonly [
  key: string,
  slug: string,
  title: string,
  weight: string,
  text: string,
  machines: number,
  machine_rows: number,
];

/** The causes of a run, with the number of machines. */
export const causeRowsOf = ({ report }: RunToWrite): readonly CauseRow[] => {
  const rows = new Map<string, CauseRow>();
  for (const { key, slug, title, weight, error, machines, members } of report.groups)
    rows.set(key, [key, slug, title, weight, error, machines, members.length]);
  // Machines that passed can have a cause, such as a notice, which is in no group.
  for (const machine of machinesIn(report)) {
    const cause = causeOfRow(machine);
    if (cause === undefined || rows.has(cause.key)) continue;
    rows.set(cause.key, [cause.key, cause.slug, cause.title, cause.weight, "", 0, 0]);
  }
  return [...rows.values()];
};

function* machinesIn({ tasks }: ExecutionReport): Generator<Machine, void, undefined> {
  for (const { invocations } of tasks) for (const { machines } of invocations) yield* machines;
}

/** A row of the table `machine_patch`, as a JSON list. */
export type PatchRow = readonly [
  instance_id: string,
  run_patch: number,
  patched_ms: number | null,
  state_ms: number | null,
  missing: number | null,
  failed: number | null,
  reboot_pending: number | null,
  critical: number | null,
  security: number | null,
];

/** The patch results of machines, with the patch states that they are based on. */
export const patchRowsOf = ({ report }: RunToWrite): readonly PatchRow[] => {
  const rows: PatchRow[] = [];
  for (const { InstanceId, EndTime, patch } of machinesIn(report)) {
    if (InstanceId === undefined || patch === undefined) continue;
    const { state, result } = patch;
    const time = state?.OperationEndTime?.getTime() ?? null;
    rows.push([
      InstanceId,
      patchWords.indexOf(result),
      result === "patched" ? (time ?? EndTime?.getTime() ?? null) : null,
      time,
      state?.MissingCount ?? null,
      state?.FailedCount ?? null,
      state?.InstalledPendingRebootCount ?? null,
      state?.CriticalNonCompliantCount ?? null,
      state?.SecurityNonCompliantCount ?? null,
    ]);
  }
  return rows;
};

/** The window's item in the list of windows, as JSON. Undefined if the snapshot does not have it. */
export const windowItemOf = ({ report, snapshot }: RunToWrite): string | undefined => {
  const operation = "DescribeMaintenanceWindows";
  for (const item of snapshot.responses.find(operation, {})?.items() ?? [])
    if (Reflect.get(item, "WindowId") === report.WindowId) return JSON.stringify(item);
  return undefined;
};
