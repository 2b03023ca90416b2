import {
  badOf,
  verdictsWorstFirst,
  type ExecutionReport,
  type FailuresReport,
  type Verdict,
} from "@windowpane/report";
import { countsText } from "../../output/counts.ts";
import { gapsText, incompleteText } from "../../output/gaps.ts";
import { groupsText, overviewText, windowNamesOf, type WindowNames } from "../../output/groups.ts";
import {
  capitalized,
  counted,
  moreText,
  originText,
  paragraph,
  statusText,
  type Page,
} from "../../output/page.ts";
import { executionColumns, reasonBeside, tableOf, type TableColumn } from "@windowpane/explorer";
import type { TableRow } from "../../output/rows.ts";
import { createTable } from "../../output/table.ts";
import type { LocationReading } from "./read-locations.ts";

/** The verdict, the locations, the causes worst first, and the executions. On a terminal, the first screen has the verdict and the causes. */
export const failuresText = (
  page: Page,
  report: FailuresReport,
  readings: readonly LocationReading[],
): string => {
  const names = windowNamesOf(report.windows);
  const head = [
    paragraph(page, reasonBeside(report), { lead: `${statusText(page, report.verdict)}  ` }),
    paragraph(page, summaryText(page, report), { tone: "muted" }),
    locationsText(page, readings),
    incompleteText(page, report.gaps),
  ].join("");
  const used = head.split("\n").length;
  const overview = overviewText(page, report.groups, { names, used });
  return [
    head,
    overview === "" ? "" : `\n${overview}`,
    report.groups.length === 0 ? "" : `\n${groupsText(page, report.groups, names)}`,
    executionsText(page, report.executions, names),
    gapsText(page, report.gaps),
  ].join("");
};

const summaryText = (page: Page, report: FailuresReport): string => {
  const { since, counts } = report;
  // The reason counts the executions, and the machines if some failed.
  const machines =
    counts.total === 0 || badOf(counts) > 0 ? "" : ` ${capitalized(countsText(counts, "machine run"))}.`;
  const hint = isUncompared(report) ? ` Add --since ${COMPARED_PERIOD} to see since when causes occur.` : "";
  return `Since ${page.time(since)}.${machines}${hint}`;
};

/** A period that has earlier executions of most windows. */
const COMPARED_PERIOD = "7d";
const COMPARED_MILLISECONDS = 7 * 24 * 3_600_000;

/** Whether no earlier execution of a failure's windows is in the period, but a longer one may have some. */
const isUncompared = ({ since, now, groups }: FailuresReport): boolean =>
  now.getTime() - since.getTime() < COMPARED_MILLISECONDS &&
  groups.some(({ weight, recurrence }) => weight === "failure" && recurrence === undefined);

const totalOf = (verdicts: FailuresReport["verdicts"]): number =>
  Object.values(verdicts).reduce((sum, count) => sum + count, 0);

/** A line for one location, a table for several; empty for a source without accounts. */
const locationsText = (page: Page, readings: readonly LocationReading[]): string => {
  const [only, ...others] = readings;
  if (others.length > 0) return manyLocationsText(page, readings);
  const { Account, Arn } = only?.identity ?? {};
  if (Account === undefined) return "";
  const { Region } = only?.part.origin ?? {};
  const location = [`Account ${Account}`, Region].filter((word) => word !== undefined).join(", ");
  return paragraph(page, `${location}${Arn === undefined ? "" : `, as ${Arn}`}.`, { tone: "muted" });
};

/** Locations that are always listed, also if everything passed. */
const ALL_LISTED = 8;

/** Locations of a fleet on a terminal without a pager. */
const SHOWN_LOCATIONS = 12;

/** A table of the locations. Of many, only those in which something did not pass, worst first, and the number of the others. */
const manyLocationsText = (page: Page, readings: readonly LocationReading[]): string => {
  const rows = readings.map(locationRow);
  const notable = rows.length <= ALL_LISTED ? rows : rows.filter(({ verdict }) => !isQuiet(verdict));
  const sorted =
    rows.length <= ALL_LISTED
      ? rows
      : notable.toSorted((one, other) => rankOf(one) - rankOf(other) || badIn(other) - badIn(one));
  const shown = page.isWhole ? sorted : sorted.slice(0, SHOWN_LOCATIONS);
  const columns = locationColumns.filter(({ name }) => shown.some((row) => row[name] !== undefined));
  const count = (verdict: Verdict): number => rows.filter((row) => row["verdict"] === verdict).length;
  const rest = [
    shown.length < sorted.length ? moreText(counted(sorted.length - shown.length, "more location")) : "",
    rows.length <= ALL_LISTED
      ? ""
      : `Of ${counted(rows.length, "location")}, ${count("PASSED")} passed and ${count("EMPTY")} ran nothing.`,
  ].filter(Boolean);
  return [
    shown.length === 0 ? "" : `\n${createTable(columns, page)(shown)}`,
    ...rest.map((text) => paragraph(page, text, { tone: "muted" })),
  ].join("");
};

const isQuiet = (verdict: unknown): boolean => verdict === "PASSED" || verdict === "EMPTY";

const rankOf = ({ verdict }: TableRow): number => verdictsWorstFirst.findIndex((one) => one === verdict);

const badIn = ({ "not passed": bad }: TableRow): number => (typeof bad === "number" ? bad : 0);

const locationRow = ({ part, connection, identity }: LocationReading): TableRow => ({
  profile: connection.profile,
  ...part.origin,
  // The role of a fleet's accounts is in its configuration.
  Arn: connection.origin === undefined ? identity.Arn : undefined,
  ...("report" in part
    ? {
        verdict: part.report.verdict,
        executions: totalOf(part.report.verdicts),
        "not passed": badOf(part.report.counts) || undefined,
      }
    : { verdict: "UNKNOWN" }),
});

const locationColumns: readonly TableColumn[] = [
  { name: "verdict", kind: "status" },
  { name: "profile" },
  { name: "AccountName", least: 8 },
  { name: "Account", rank: 2 },
  { name: "Region" },
  { name: "executions" },
  { name: "not passed" },
  { name: "Arn", least: 12, rank: 1 },
];

const executionsText = (page: Page, executions: readonly ExecutionReport[], names: WindowNames): string => {
  if (executions.length === 0) return "";
  const rows = executions.map((execution) => ({
    ...execution,
    Name: `${names.get(execution.WindowId ?? "") ?? execution.WindowId ?? ""}${originText(execution)}`,
  }));
  return `\n${page.theme.paint("strong", "Executions")}\n${createTable(summaryColumns, page)(rows)}`;
};

const summaryColumns: readonly TableColumn[] = [
  { name: "verdict", kind: "status" },
  { name: "Name", least: 12 },
  { name: "WindowExecutionId" },
  ...tableOf(executionColumns, ["StartTime", "took"]),
  { name: "reason", least: 24, rank: 1 },
];
