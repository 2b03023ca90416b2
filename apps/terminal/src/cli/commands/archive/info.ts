import { commonOptions } from "../../context/option.ts";
import { stat } from "node:fs/promises";
import {
  collectionGaps,
  collectStatus,
  missedStarts,
  type ArchiveGap,
  type LocationStatus,
  type RecordedStart,
  type UncollectedLocation,
} from "@windowpane/archive";
import { groupOrigins, originWords } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { durationText, safeLine } from "@windowpane/text";
import { exitCodes } from "../../../host/exit-code.ts";
import { openArchiveFile, type OpenedArchive } from "../../context/archive.ts";
import type { Command } from "../../context/command.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { tableText } from "../../output/table.ts";

export const info: Command = {
  description:
    "Shows how far each account and region is collected, and what is missing: periods without a collection, executions that AWS " +
    "no longer knew, and windows that should have started and did not.",
  arguments: [],
  options: [commonOptions.archive],
  examples: [
    { line: "archive info", about: "Show the archive" },
    { line: "archive info --output json --query gaps", about: "Print the gaps as JSON" },
  ],
  refuses: ["showCli", "account", "region"],
  async run(context) {
    const archive = await openArchiveFile(context);
    try {
      const value = await readInfo(archive);
      const page = pageFor(context);
      await show(context, {
        value,
        rows: value.locations.map(rowOf),
        columns,
        text: () => infoText(page, value),
      });
      return exitCodes.done;
    } finally {
      archive.close();
    }
  },
};

interface ArchiveInfo {
  readonly file: string;
  /** Size of the file in bytes, with what SQLite has not yet moved into it from the file beside it. */
  readonly bytes: number;
  /** Part of it that documents take. */
  readonly documentBytes: number;
  readonly machineRows: number;
  readonly locations: readonly LocationStatus[];
  readonly gaps: readonly ArchiveGap[];
  readonly missedStarts: readonly RecordedStart[];
}

const readInfo = async (archive: OpenedArchive): Promise<ArchiveInfo> => {
  const [sums] = await archive.sql.all<{ rows: number | null; bytes: number | null }>(
    "SELECT (SELECT sum(machine_rows) FROM run) AS rows, (SELECT sum(bytes) FROM document) AS bytes",
  );
  return {
    file: archive.path,
    bytes: (await sizeOf(archive.path)) + (await sizeOf(`${archive.path}-wal`)),
    documentBytes: sums?.bytes ?? 0,
    machineRows: sums?.rows ?? 0,
    locations: await collectStatus(archive),
    gaps: await collectionGaps(archive),
    missedStarts: await missedStarts(archive),
  };
};

/** The size of a file in bytes; 0 without one. */
const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
};

const rowOf = (status: LocationStatus): Record<string, unknown> => ({
  ...status,
  unlisted: status.unlisted.length,
  uncollected: status.uncollected?.problem,
  collector: status.collector?.owner,
});

const columns: readonly TableColumn[] = [
  { name: "Account" },
  { name: "Region" },
  { name: "windows" },
  { name: "runs" },
  { name: "first" },
  { name: "last" },
  { name: "incomplete", rank: 1 },
  { name: "running", rank: 2 },
  { name: "waiting", rank: 2 },
  { name: "again", rank: 2 },
  { name: "lookedAt" },
];

/** Maximum number of gaps and starts in the text. `--output json` has all of them. */
const SHOWN = 10;

const infoText = (page: Page, archive: ArchiveInfo): string => {
  const { locations, gaps } = archive;
  const runs = locations.reduce((sum, location) => sum + location.runs, 0);
  const size = `${megabytes(archive.bytes)}, of which documents take ${megabytes(archive.documentBytes)}`;
  return [
    paragraph(page, `${archive.file}: ${size}.`),
    paragraph(
      page,
      `${counted(runs, "run")} with ${counted(archive.machineRows, "machine row")} in ${counted(locations.length, "location")}.`,
    ),
    "\n",
    locations.length === 0
      ? ""
      : tableText(
          tableColumns,
          page,
          locations.map((status) => ({ ...rowOf(status), ...shownOf(page, status) })),
        ),
    ...listText(page, "Gaps", gaps, gapText),
    ...listText(page, "Expected starts without a run", archive.missedStarts, startText),
    ...listText(
      page,
      "Accounts that are not collected",
      groupOrigins(
        locations.flatMap(({ uncollected }) => uncollected ?? []),
        (one) => one,
        textOf,
      ),
      (_, { item, regions }) =>
        safeLine(`${originWords({ ...item, Region: regions.join(", ") })}: ${textOf(item)}`),
    ),
    ...locations.flatMap(({ unlisted, Account, Region }) =>
      unlisted.map(({ WindowId, Name, error }) =>
        paragraph(page, `${Account} ${Region} ${nameOf({ WindowId, Name })} could not be listed: ${error}`),
      ),
    ),
    "\n",
    paragraph(page, nextStep(page, locations)),
  ].join("");
};

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const tableColumns: readonly TableColumn[] = [
  { name: "Account", value: ({ Account }) => Account || "-" },
  { name: "Region", value: ({ Region }) => Region || "-" },
  { name: "windows", rank: 3 },
  { name: "runs" },
  { name: "first night", value: ({ firstNight }) => firstNight, rank: 2 },
  { name: "last night", value: ({ lastNight }) => lastNight },
  { name: "collected", value: ({ collected }) => collected },
  { name: "to do", value: ({ toDo }) => toDo, least: 20, rank: 1 },
];

const shownOf = (
  page: Page,
  { first, last, lookedAt, running, waiting, again, incomplete }: LocationStatus,
) => ({
  firstNight: first === undefined ? "-" : page.time(first).slice(0, 10),
  lastNight: last === undefined ? "-" : page.time(last).slice(0, 10),
  collected:
    lookedAt === undefined
      ? "not yet"
      : `${durationText(Math.max(0, page.now.getTime() - lookedAt.getTime()))} ago`,
  toDo: [
    ...(running > 0 ? [`${running} running`] : []),
    ...(waiting > 0 ? [`${waiting} not stored`] : []),
    ...(incomplete > 0 ? [`${incomplete} incomplete`] : []),
    ...(again > 0 ? [`${again} read again`] : []),
  ].join(", "),
});

const listText = <Item>(
  page: Page,
  title: string,
  items: readonly Item[],
  text: (page: Page, item: Item) => string,
): readonly string[] =>
  items.length === 0
    ? []
    : [
        "\n",
        paragraph(page, `${title}: ${items.length}`),
        ...items.slice(0, SHOWN).map((item) => paragraph(page, text(page, item), { indent: 2 })),
        ...(items.length > SHOWN
          ? [paragraph(page, `and ${items.length - SHOWN} more: see --output json`, { indent: 2 })]
          : []),
      ];

const nameOf = ({
  WindowId,
  Name,
}: {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}): string => (Name === undefined ? WindowId : `${safeLine(Name)} (${WindowId})`);

const textOf = ({ reason = "", remedy }: UncollectedLocation): string => `${reason} ${remedy}`;

const gapText = (
  page: Page,
  { Account, Region, WindowId, WindowExecutionId, from, to, message }: ArchiveGap,
): string => {
  const subject = [Account, Region, WindowId, WindowExecutionId].filter(Boolean).join(" ");
  const period = WindowExecutionId === undefined ? `${page.time(from)} to ${page.time(to)}` : page.time(from);
  return `${period}${subject === "" ? "" : `, ${subject}`}: ${message}`;
};

const startText = (page: Page, { certainty, expected, reason, ...window }: RecordedStart): string =>
  `${page.time(expected)} ${nameOf(window)}: ${certainty === "missed" ? "did not run." : `unknown. ${reason ?? ""}`}`;

/** A day without collection is a gap. */
const LATE = 86_400_000;

const nextStep = (page: Page, locations: readonly LocationStatus[]): string => {
  if (locations.length === 0) return "Run `windowpane collect` to read the last 30 days.";
  const late = locations.filter(
    ({ lookedAt, uncollected }) =>
      uncollected === undefined && page.now.getTime() - (lookedAt?.getTime() ?? 0) > LATE,
  );
  if (late.length > 0)
    return `${counted(late.length, "location")} not collected for a day: run \`windowpane collect --every 15m\`, or collect from cron.`;
  return "Read it with any command: `windowpane failures --source archive --since 90d`, or `windowpane trends windows`.";
};
