import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { toneOf, signed } from "../model/meaning.ts";
import { UNPROVEN } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import type { Piece } from "../model/text.ts";
import { timeText, zoneText } from "../model/time-text.ts";
import { isBadLevel, verdictRank } from "./cells.ts";
import { failuresProgress } from "./failures-progress.ts";
import { memberStep } from "./member-step.ts";
import { verdictTallies } from "./verdict-tallies.ts";
import { moreCauses, whyText } from "./why.ts";
import type { Item } from "@windowpane/core";
import {
  verdictsWorstFirst,
  type Group,
  type GroupMember,
  type Verdict,
  type WindowSummary,
} from "@windowpane/report";

interface WindowRow extends Item<"DescribeMaintenanceWindows">, Met {
  /** How its executions went since the time that failures count from. */
  readonly summary?: WindowSummary | undefined;
  /** Whether that has been looked into to the end. */
  readonly looked: boolean;
}

export const windowsScreen = listScreen<WindowRow>({
  name: "windows",
  title: "windows",
  reads: (_, since) => [{ of: "windows" }, { of: "failures", since }],
  content(findings, _, since) {
    const windows = findingOf<"windows">(findings, { of: "windows" });
    const failures = findingOf<"failures">(findings, { of: "failures", since });
    const report = failures?.value;
    const met = metByWindow(report?.groups ?? []);
    const unproven = new Set(
      report?.executions
        .filter(({ patches }) => (patches?.unproven ?? 0) > 0)
        .map(({ WindowId }) => WindowId),
    );
    const summaries = new Map(report?.windows.map((summary) => [summary.WindowId, summary]));
    const rows = (windows?.value?.items ?? []).map((window, place): ScreenRow<WindowRow> => {
      const { WindowId = `without id ${place}`, Name } = window;
      const summary = summaries.get(WindowId);
      return {
        id: WindowId,
        item: {
          ...window,
          summary,
          ...(met.get(WindowId) ?? { failed: 0, why: unproven.has(WindowId) ? UNPROVEN : "" }),
          looked: failures?.phase === "done",
        },
        bad: (met.get(WindowId)?.failed ?? 0) > 0 || isBadLevel({ verdict: summary && worstOf(summary) }),
        place: { WindowId, Name },
      };
    });
    return {
      rows: rows.toSorted(
        (one, other) =>
          other.item.failed - one.item.failed ||
          rankOf(one.item) - rankOf(other.item) ||
          byName(one.item.Name ?? "", other.item.Name ?? ""),
      ),
      noun: "windows",
      judgement: report?.done === true ? { ...report, falseGreen: false } : undefined,
      tallies: report === undefined ? [] : verdictTallies(report.verdicts),
      gaps: [...(windows?.value?.gaps ?? []), ...(report?.gaps ?? [])],
      nothing: "There are no maintenance windows in this account and region.",
      running: true,
      progress: failuresProgress(failures),
    };
  },
  columns: [
    {
      title: "window",
      least: 21,
      wanted: 30,
      value: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
      sortKey: ({ Name }) => Name?.toLowerCase(),
    },
    {
      title: "last 24 hours",
      least: 21,
      wanted: 24,
      value: (window) => dayCell(window),
      sortKey: (window) => rankOf(window),
    },
    {
      title: "failed",
      least: 6,
      rank: 1,
      align: "right",
      value: ({ failed }) => (failed === 0 ? "" : ["bad", String(failed)]),
      sortKey: ({ failed }) => -failed,
    },
    {
      title: "why",
      least: 24,
      grow: 1,
      rank: 2,
      value: ({ why }) => why,
      tail: ({ why }) => moreCauses(why),
      sortKey: ({ why }) => (why === "" ? undefined : why),
    },
    {
      title: "next start",
      withZone: true,
      least: 16,
      rank: 3,
      value: ({ NextExecutionTime = "", Enabled }, { now, utcOffset }) =>
        Enabled === false ? ["warn", "disabled"] : nextText(NextExecutionTime, now, utcOffset),
      sortKey: ({ NextExecutionTime }) => NextExecutionTime,
    },
    {
      title: "schedule",
      least: 18,
      rank: 4,
      value: ({ Schedule }) => Schedule ?? "",
      sortKey: ({ Schedule }) => Schedule,
    },
    {
      title: "duration",
      least: 6,
      rank: 5,
      align: "right",
      value: ({ Duration }) => (Duration === undefined ? "" : `${Duration}h`),
      sortKey: ({ Duration }) => Duration,
    },
    { title: "id", least: 20, rank: 6, value: ({ WindowId }) => ["muted", WindowId ?? ""] },
  ],
  // The gravest cause that a machine of it met: the report gives causes worst first.
  output: (row) => {
    const worst = row?.item.worst;
    return worst === undefined ? undefined : memberStep(worst(), row?.item.Name);
  },
  entering: "executions",
  enter: ({ place, item }) => ({ screen: "executions", place, label: item.Name ?? place.WindowId ?? "" }),
  calls: () => [{ operation: "DescribeMaintenanceWindows", input: {} }],
});

/** AWS gives texts here, in several spellings of ISO 8601: what cannot be read is shown as it is. */
const nextText = (text: string, now: Date, utcOffset: (at: Date) => number): string => {
  const at = new Date(text.replace(/T(\d\d)Z$/, "T$1:00Z"));
  return Number.isNaN(at.getTime()) ? text : timeText(at, now, utcOffset);
};

const worstOf = ({ verdicts }: WindowSummary): Verdict | undefined =>
  verdictsWorstFirst.find((verdict) => verdicts[verdict] > 0);

const rankOf = ({ summary }: WindowRow): number =>
  verdictRank(summary === undefined ? undefined : worstOf(summary));

/** By code units, as sorting by a column does: the rules of a language take longer to load than rows to be drawn. */
const byName = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** What was met in a window. */
interface Met {
  /** On how many machines something went wrong, each run counted. */
  readonly failed: number;
  /** The causes in a few words: `Disk full +2`. */
  readonly why: string;
  /** The first machine with the first of them that may have printed something; where the filter does not look. */
  readonly worst?: (() => GroupMember) | undefined;
}

/** What was met in each window; the report gives causes worst first. */
const metByWindow = (groups: readonly Group[]): ReadonlyMap<string, Met> => {
  const met = new Map<string, { failed: number; readonly titles: Set<string>; worst?: () => GroupMember }>();
  for (const { title, weight, members } of groups) {
    for (const member of members) {
      const { WindowId = "", InvocationId } = member;
      const known = met.get(WindowId) ?? { failed: 0, titles: new Set() };
      met.set(WindowId, known);
      known.titles.add(title);
      if (InvocationId !== undefined) known.worst ??= () => member;
      if (weight === "failure") known.failed += 1;
    }
  }
  return new Map(
    [...met].map(([WindowId, { failed, titles, worst }]) => [
      WindowId,
      { failed, why: whyText([...titles]), worst },
    ]),
  );
};

/** The worst verdict and how many there are of what: `✖ FAILED 1 of 3`. No run passes for all while others are to be read. */
const dayCell = ({ summary, looked, why }: WindowRow): Piece => {
  const worst = summary === undefined ? undefined : worstOf(summary);
  if (looked && summary?.listed === false && worst === undefined) return ["warn", "unknown"];
  if (summary === undefined || worst === undefined)
    return ["muted", looked ? "nothing ran" : why === "" ? "not read yet" : "reading"];
  const { executions, verdicts } = summary;
  if (worst === "PASSED" && verdicts.PASSED < executions && !looked) return ["muted", "reading"];
  return signed(
    toneOf(worst),
    executions === 1 ? worst : `${worst}  ${verdicts[worst]} of ${executions} runs`,
  );
};
