import { matchFilter } from "@windowpane/core";
import {
  callsBehind,
  patchListColumns,
  readListFilter,
  tableOf,
  tableOnly,
  type Column,
  type TableColumn,
} from "@windowpane/explorer";
import {
  patchBases,
  outcomeOfState,
  patchOutcomes,
  readPatchList,
  type ExecutionReport,
  type ListedPatch,
  type Machine,
  type PatchList,
  type PatchResult,
} from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import { readExecution } from "../../arguments/execution.ts";
import { cleanId, idKind } from "../../arguments/ids.ts";
import { findMachine, readMachineWord } from "../../arguments/machine.ts";
import { readSince } from "../../arguments/times.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import type { OutputFormat } from "../../context/settings.ts";
import { showCalls } from "../../output/command-lines.ts";
import { pageFor } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { basisNote, patchesText, type PatchSubject } from "./patches-text.ts";

export const patches: Command = {
  description:
    "Systems Manager keeps only the current patches of a machine, not those of each run: a note above the list names the " +
    "machines whose patches have changed since the execution. By default it includes patches that are failed, missing, rejected or pending a reboot. CVEIds " +
    "are available for missing and failed patches only. --filter patch: accepts failed, missing, rejected, rebootPending or " +
    "AWS's State.",
  arguments: [
    {
      name: "EXECUTION|MACHINE",
      about: "WindowExecutionId, or the instance ID (i-... or mi-...) or name of a managed node",
      completes: "executions",
    },
  ],
  options: [
    { flags: "--all", about: "include patches in every state, such as installed ones", group: "Filtering" },
    {
      flags: "--all-machines",
      about: "include every machine that the execution patched or scanned",
      group: "Filtering",
    },
    commonOptions.filter,
    {
      ...commonOptions.exitStatus,
      about:
        "exit with 1 if a failed, missing, rejected or pending patch is listed, or the patches of a machine are unknown",
    },
  ],
  examples: [
    {
      line: "patches EXECUTION",
      about: "List missing and failed patches of the machines that are not patched",
    },
    {
      line: "patches EXECUTION --filter 'patch:missing severity:critical'",
      about: "List missing critical patches",
    },
    { line: "patches web-prod-004 --all --output csv", about: "Export every patch of a machine" },
  ],
  async run(context) {
    const { settings, host, console, options } = context;
    const id = cleanId(context.args[0] ?? "");
    const word = idKind(id) === "uuid" ? id : readMachineWord(id);
    const all = options["all"] === true;
    if (settings.showCli) {
      const kind = idKind(word);
      const ref =
        kind === "uuid" ? { WindowExecutionId: word } : { InstanceId: kind === "machine" ? word : undefined };
      await showCalls(context, callsBehind.patches(ref, { all }));
      return exitCodes.done;
    }
    const now = host.now();
    const matches = matchFilter(
      readListFilter(settings.filter ?? "", {
        columns: filteredColumns,
        noun: "patches",
        now,
        utcOffset: host.utcOffset,
      }),
      { now },
    );
    const subject = await readSubject(context, word);
    const { machines } = subject;
    const list = await readPatchList(await context.client(), {
      machines,
      states: all ? "all" : "open",
      signal: host.interrupt,
      onProgress: ({ machinesRead, requests }) =>
        void console.progress(`${machinesRead} of ${machines.length} machines read, ${requests} requests`),
    });
    const rows = list.patches.map((patch) => rowOf(patch, list)).filter(matches);
    const listed = rows.map(({ patch: _, patchBasis: __, ...patch }) => patch);
    const columns = columnsFor(settings.output, subject);
    const gaps = [...subject.gaps, ...list.gaps];
    await show(context, {
      value: { ...list, patches: listed, gaps, complete: gaps.length === 0 },
      lines: listed,
      rows,
      columns,
      gaps,
      text: () => patchesText(pageFor(context), subject, { list, gaps, rows, columns, all }),
    });
    if (settings.output !== "table" || settings.query !== undefined) {
      const note = basisNote(subject, list);
      if (note !== "") await console.note(note);
    }
    const isClean =
      subject.isProven &&
      gaps.length === 0 &&
      list.machines.every(({ state }) => state !== undefined) &&
      rows.every(({ State }) => outcomeOfState(State) === undefined);
    return exitCodeFor(isClean, settings);
  },
};

/** Reads which machines to list: one machine, or those of an execution that are not known to be patched. */
const readSubject = async (context: Context, word: string): Promise<PatchSubject> => {
  if (idKind(word) === "uuid") return readExecutionSubject(context, word);
  // AWS keeps commands for 30 days.
  const InstanceId = await findMachine(context, word, readSince("30d", context.host));
  const machine = InstanceId === word ? { InstanceId } : { InstanceId, InstanceName: word };
  return { machines: [machine], isAll: true, leftOut: 0, gaps: [], isProven: true };
};

const readExecutionSubject = async (context: Context, WindowExecutionId: string): Promise<PatchSubject> => {
  const report = await readExecution(context, WindowExecutionId);
  const all = patchedMachines(report);
  const isAll = context.options["allMachines"] === true;
  const machines = isAll ? all : all.filter(({ patch }) => !isPatched(patch));
  return {
    WindowExecutionId,
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

type PatchRow = TableRow & Pick<ListedPatch, "State">;

/** The columns of a machine's patches, and the machine. */
const filteredColumns: readonly Column<never>[] = [
  ...patchListColumns,
  tableOnly<Pick<ListedPatch, "InstanceId"> & { readonly InstanceName?: string | undefined }>(
    { name: "InstanceId" },
    {
      name: "machine",
      about: "text in a machine's name or ID",
      read: ({ InstanceId, InstanceName }) => [InstanceId, InstanceName],
    },
    { name: "target" },
    { name: "basis", values: patchBases },
  ),
];

const rowOf = ({ InstalledTime, State, ...rest }: ListedPatch, { machines }: PatchList): PatchRow => {
  const machine = machines.find(({ InstanceId }) => InstanceId === rest.InstanceId);
  // Patches that are not installed have a time in 1970.
  const isInstalled = InstalledTime !== undefined && InstalledTime.getTime() > 0;
  return {
    ...rest,
    State,
    ...(isInstalled ? { InstalledTime } : {}),
    patch: outcomeOfState(State),
    patchBasis: machine?.patch?.basis,
  };
};

const columnsFor = (format: OutputFormat, { WindowExecutionId }: PatchSubject): readonly TableColumn[] => [
  ...machineColumnsFor(format, WindowExecutionId !== undefined),
  ...tableOf(patchListColumns, [
    "State",
    "Severity",
    "KBId",
    "Title",
    "Classification",
    "CVEIds",
    "InstalledTime",
  ]),
  ...(format === "csv" ? [{ name: "patchBasis" }] : []),
];

/** The table of a single machine does not repeat it in every row. */
const machineColumnsFor = (format: OutputFormat, isExecution: boolean): readonly TableColumn[] => {
  if (format === "csv") return [{ name: "InstanceId" }, { name: "InstanceName" }];
  if (!isExecution) return [];
  return [
    { name: "machine", value: ({ InstanceName, InstanceId }) => InstanceName ?? InstanceId, least: 12 },
    { name: "InstanceId", rank: 4 },
  ];
};
