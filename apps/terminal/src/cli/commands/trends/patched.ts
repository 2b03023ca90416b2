import { rateText, type PatchedAnswer, type PatchedMachine } from "@windowpane/report";
import { UsageError } from "../../../host/usage-error.ts";
import { readDuration } from "../../arguments/times.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import { counted } from "../../output/page.ts";
import { dayOf, trendOptions, windowOption } from "./read-query.ts";
import { trendList } from "./trend-list.ts";

export const patchedTrends = trendList<PatchedMachine, PatchedAnswer>({
  noun: "machine",
  description:
    "A machine is compliant if its last installation after which nothing was missing, failed, rejected or pending a reboot is at " +
    "most --within old. Systems Manager does not return release dates of patches in results of runs, so this is the age of the " +
    "installation, not of a patch. Only machines that ran in the period count. Machines that were not patched for the longest time " +
    "come first.",
  argument: { name: "MACHINE", about: "instance ID or name of a machine (default: all)" },
  options: [
    { flags: "--within <duration>", about: "maximum age, in whole days (default 14d)", group: "Options" },
    ...trendOptions,
    windowOption,
    { ...commonOptions.exitStatus, about: "exit with 1 unless every machine is compliant" },
  ],
  examples: [
    { line: "trends patched --within 14d", about: "Show the share of compliant machines, and the others" },
    {
      line: "trends patched --within 30d --exit-status",
      about: "Exit with 1 if a machine was not patched for 30 days",
    },
    { line: "trends patched --output csv --max-items 100000", about: "Export when each machine was patched" },
  ],
  argumentOf: "machines",
  ask: (trends, query, context) => trends.patched({ ...query, within: readWithin(context) }),
  found: ({ machines, withoutPatchRun }) => machines + withoutPatchRun,
  row: (row, page) => ({
    ...row,
    machine: row.InstanceName ?? row.InstanceId,
    patchedDay: row.patchedAt === undefined ? "never" : dayOf(page, row.patchedAt),
    runDay: dayOf(page, row.lastRun),
    result: words[row.lastResult],
  }),
  columns: () => [
    { name: "machine", least: 12 },
    { name: "patched", value: ({ patchedDay }) => patchedDay },
    { name: "days" },
    { name: "last result", value: ({ result }) => result, least: 12 },
    { name: "last run", value: ({ runDay }) => runDay },
    { name: "InstanceId", rank: 1 },
    { name: "Account", rank: 2 },
    { name: "Region", rank: 3 },
  ],
  csv: [
    ...["InstanceId", "InstanceName", "Account", "Region", "patchedAt", "days", "compliant", "lastRun"],
    "lastResult",
  ],
  sentence: ({ machines, compliant, never, withoutPatchRun, within }) => {
    const share = machines === 0 ? "" : ` (${rateText(compliant / machines)})`;
    const sentence = `${compliant} of ${counted(machines, "machine")}${share} ${machines === 1 ? "was" : "were"} patched within ${counted(within, "day")}; ${never} never as far as the archive knows.`;
    return withoutPatchRun === 0
      ? sentence
      : `${sentence} ${counted(withoutPatchRun, "machine")} had no patch run and ${withoutPatchRun === 1 ? "does" : "do"} not count.`;
  },
  note: "The age is that of the installation: release dates of patches are not known.",
  hasPassed: ({ machines, compliant }) => machines > 0 && compliant === machines,
});

const DAY = 24 * 3_600_000;

const readWithin = ({ options }: Context): number | undefined => {
  const { within } = options;
  if (typeof within !== "string") return undefined;
  const days = readDuration("--within", within) / DAY;
  if (Number.isInteger(days)) return days;
  throw new UsageError(
    `--within "${within}" is not a number of whole days.`,
    "Use a duration such as 14d or 2w.",
  );
};

const words: Readonly<Record<PatchedAnswer["rows"][number]["lastResult"], string>> = {
  patched: "patched",
  rebootPending: "reboot pending",
  missing: "patches missing",
  failed: "patches failed",
  rejected: "patches rejected",
  scanned: "scanned",
  overwritten: "overwritten",
  unknown: "unknown",
  notRun: "not run",
  running: "running",
};
