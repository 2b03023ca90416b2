import type { ListedPatch, PatchList } from "@windowpane/report";
import type { Command } from "../../context/command.ts";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import { cleanId, idKind } from "../../arguments/ids.ts";
import { planRows } from "../../listing/plan-rows.ts";
import type { Column } from "../../output/column.ts";
import type { Format, Row } from "../../output/rows.ts";
import type { PatchSubject } from "./read-subject.ts";
import { placeholder, type CliCall } from "../../show-cli.ts";
import { executionChain } from "../../execution/chain.ts";
import { readMachineWord } from "../../arguments/machine.ts";

export const patchesCommand: Command = {
  name: "patches",
  summary: "list the patches of a machine, or of an execution's machines that are not patched",
  description:
    "Systems Manager keeps the current patches of each machine, not those of a run: the list says whose state it is where " +
    "that is not the execution's. By default patches that are failed, missing, rejected, or pending a reboot. CVEIds are " +
    "known of missing and failed ones only. --filter patch: takes failed, missing, rejected, rebootPending, or AWS's own " +
    "State; with --exit-status the exit code is 1 when such a patch is listed, or when the patches of a machine are not known.",
  arguments: [
    {
      name: "EXECUTION|MACHINE",
      about: "WindowExecutionId; or the id of a managed node (i-... or mi-...), or its name",
    },
  ],
  options: ["filter", "exitStatus"],
  ownOptions: [
    { flags: "--all", about: "patches of all states, the installed ones too", group: "Which rows" },
    {
      flags: "--all-machines",
      about: "of an execution: all machines that it was to patch or scan, the patched ones too",
      group: "Which rows",
    },
  ],
  examples: [
    { line: "patches EXECUTION", gives: "what is missing or failed, on the machines that are not patched" },
    { line: "patches EXECUTION --filter 'patch:missing severity:critical'", gives: "only the critical ones" },
    { line: "patches web-prod-004 --all --output csv", gives: "every patch of a machine, for a spreadsheet" },
  ],
  async run(context) {
    const { settings, host, screen, own } = context;
    const id = cleanId(context.args[0] ?? "");
    const word = idKind(id) === "uuid" ? id : readMachineWord(id);
    const all = own["all"] === true;
    if (settings.showCli) {
      await context.showCalls(chainOf(word, all));
      return exitCodes.done;
    }
    const { matches } = planRows("DescribeInstancePatches", [settings.filter], host.now(), [
      "InstanceId",
      "InstanceName",
      "patch",
    ]);
    const { readSubject } = await import("./read-subject.ts");
    const { outcomeOfState, readPatchList } = await import("@windowpane/report");
    const subject = await readSubject(context, word);
    const { machines } = subject;
    const list = await readPatchList(await context.client(), {
      machines,
      states: all ? "all" : "open",
      signal: host.interrupt,
      onProgress: ({ machinesRead, requests }) =>
        void screen.progress(`${machinesRead} of ${machines.length} machines read, ${requests} requests`),
    });
    const kept = list.patches.map((patch) => rowOf(patch, list, outcomeOfState)).filter(matches);
    const patches = kept.map(({ patch: _, patchBasis: __, ...patch }) => patch);
    const { patchListText, standingNote } = await import("./patch-list-text.ts");
    const { pageFor } = await import("../../output/page.ts");
    const columns = columnsFor(settings.output, subject);
    const gaps = [...subject.gaps, ...list.gaps];
    await context.show({
      value: { ...list, patches, gaps, complete: gaps.length === 0 },
      lines: patches,
      rows: kept,
      columns,
      gaps,
      text: () => patchListText(pageFor(context), subject, { list, gaps, rows: kept, columns, all }),
    });
    if (settings.output !== "table" || settings.query !== undefined) {
      const note = standingNote(subject, list);
      if (note !== "") await screen.note(note);
    }
    const isClean =
      subject.isProven &&
      gaps.length === 0 &&
      list.machines.every(({ state }) => state !== undefined) &&
      kept.every(({ State }) => outcomeOfState(State) === undefined);
    return exitCodeFor(isClean, settings);
  },
};

type PatchRow = Row & Pick<ListedPatch, "State">;

const rowOf = (
  patch: ListedPatch,
  { machines }: PatchList,
  outcomeOf: (State: string | undefined) => string | undefined,
): PatchRow => {
  const { InstalledTime, State, ...rest } = patch;
  const machine = machines.find(({ InstanceId }) => InstanceId === patch.InstanceId);
  // What is not installed has 1970 in the place of a time.
  const isInstalled = InstalledTime !== undefined && InstalledTime.getTime() > 0;
  return {
    ...rest,
    State,
    ...(isInstalled ? { InstalledTime } : {}),
    patch: outcomeOf(State),
    patchBasis: machine?.patch?.basis,
  };
};

/** Of one machine the table need not say in every row which. */
const columnsFor = (format: Format, { WindowExecutionId }: PatchSubject): readonly Column[] => [
  ...machineColumnsFor(format, WindowExecutionId !== undefined),
  { name: "State" },
  { name: "Severity", rank: 2 },
  { name: "KBId", least: 12 },
  { name: "Title", least: 16, rank: 5 },
  { name: "Classification", rank: 6 },
  { name: "CVEIds", least: 14, rank: 3 },
  { name: "InstalledTime", rank: 7 },
  ...(format === "csv" ? [{ name: "patchBasis" }] : []),
];

const machineColumnsFor = (format: Format, isForSeveral: boolean): readonly Column[] => {
  if (format === "csv") return [{ name: "InstanceId" }, { name: "InstanceName" }];
  if (!isForSeveral) return [];
  return [
    { name: "machine", value: ({ InstanceName, InstanceId }) => InstanceName ?? InstanceId, least: 12 },
    { name: "InstanceId", rank: 4 },
  ];
};

const chainOf = (word: string, all: boolean): readonly (CliCall | string)[] => {
  const kind = idKind(word);
  const InstanceId = kind === "machine" ? word : placeholder("InstanceId");
  const lists: readonly CliCall[] = (all ? [undefined] : states).map((state) => ({
    operation: "DescribeInstancePatches",
    input: {
      InstanceId,
      ...(state === undefined ? {} : { Filters: [{ Key: "State", Values: [state] }] }),
    },
  }));
  if (kind === "uuid")
    return [
      ...executionChain(word, { patches: true }),
      "# for each InstanceId that is not patched, and each state that it has any of:",
      ...lists,
    ];
  return [
    { operation: "DescribeInstancePatchStates", input: { InstanceIds: [InstanceId] } },
    "# for each state that it counts any of:",
    ...lists,
  ];
};

const states = ["Failed", "Missing", "InstalledRejected", "InstalledPendingReboot"] as const;
