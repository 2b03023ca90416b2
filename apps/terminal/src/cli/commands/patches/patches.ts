import { matchFilter } from "@windowpane/core";
import {
  leftOut,
  patchListColumns,
  readListFilter,
  tableOf,
  tableOnly,
  type Column,
  type TableColumn,
} from "@windowpane/explorer";
import {
  outcomeOfState,
  patchedMachineFields,
  readPatchList,
  type ListedPatch,
  type PatchList,
} from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import { windowOption } from "../../arguments/execution.ts";
import { requireMachine } from "../../arguments/machine.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import type { OutputFormat } from "../../context/settings.ts";
import { showCalls } from "../../output/command-lines.ts";
import { identityColumns, withIdentity } from "../../output/identity.ts";
import { pageFor } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { basisNote, patchesText, type PatchSubject } from "./patches-text.ts";
import { showPatchCalls } from "./patch-calls.ts";
import { findSubject, readSubject } from "./subject.ts";

export const patches: Command = {
  description:
    "Systems Manager keeps only the current patches of a machine, not those of each run: a note above the list names the " +
    "machines whose patches have changed since the execution. By default it includes patches that are failed, missing, rejected or pending a reboot. CVEIds " +
    "are available for missing and failed patches only. --filter patch: accepts failed, missing, rejected, rebootPending or " +
    "AWS's State.",
  arguments: [
    {
      name: "EXECUTION|MACHINE",
      about:
        "an execution as for `windowpane report`, or the instance ID (i-... or mi-...) or name of a managed node",
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
    windowOption,
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
  async run(given) {
    const all = given.options["all"] === true;
    if (given.settings.showCli) {
      await showPatchCalls(given, given.args[0] ?? "", all);
      await showCalls(given, leftOut({ filters: [given.settings.filter] }));
      return exitCodes.done;
    }
    const { context, ...ref } = await findSubject(given, given.args[0] ?? "");
    const { settings, host, console } = context;
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
    const subject = await readSubject(context, ref);
    const { machines } = subject;
    const list = await readPatchList(await context.client(), {
      machines,
      states: all ? "all" : "open",
      signal: host.interrupt,
      onProgress: ({ machinesRead, requests }) =>
        void console.progress(`${machinesRead} of ${machines.length} machines read, ${requests} requests`),
    });
    const [machine] = list.machines;
    if (ref.InstanceId !== undefined && list.patches.length === 0 && machine?.state === undefined) {
      const nothing = `No patch is recorded for ${ref.InstanceId}.`;
      await requireMachine(context, ref.InstanceId, { nothing, complete: list.gaps.length === 0 });
    }
    const rows = list.patches.map((patch) => rowOf(patch, list)).filter(matches);
    const listed = rows.map(({ patch: _, patchBasis: __, ...patch }) => patch);
    const columns = columnsFor(settings.output, subject);
    const gaps = [...subject.gaps, ...list.gaps];
    await show(context, {
      value: { ...subject.execution, ...list, patches: listed, gaps, complete: gaps.length === 0 },
      lines: listed,
      rows: subject.execution === undefined ? rows : withIdentity(subject.execution, rows),
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

type PatchRow = TableRow & Pick<ListedPatch, "State">;

/** The columns of a machine's patches, and the machine. */
const filteredColumns: readonly Column<never>[] = [
  ...patchListColumns,
  tableOnly({ name: "InstanceId" }, ...patchedMachineFields),
];

const rowOf = (patch: ListedPatch, { machines }: PatchList): PatchRow => {
  const machine = machines.find(({ InstanceId }) => InstanceId === patch.InstanceId);
  return { ...patch, patch: outcomeOfState(patch.State), patchBasis: machine?.patch?.basis };
};

const columnsFor = (format: OutputFormat, { execution }: PatchSubject): readonly TableColumn[] => [
  ...machineColumnsFor(format, execution !== undefined),
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
  ...(format === "csv" && execution !== undefined ? identityColumns : []),
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
