import { addCounts } from "../../model/result.ts";
import type { FailuresProgress, FailuresReport, WindowSummary } from "../../model/failures.ts";
import { mergeGroups } from "../groups/group.ts";
import type { GroupOf, GroupMember } from "../../model/group.ts";
import type { AccountRegion, ExecutionReport, Gap } from "../../model/report.ts";
import { describeExecutions, judgeExecutions, worstFirst } from "./summarise-executions.ts";
import { eachVerdict } from "../../model/verdicts.ts";
import { plural } from "../../model/words.ts";

/** A value with the account and region it comes from. */
export type WithOrigin<Value> = Value & { readonly origin: AccountRegion };

/** The result of reading one account and region: a report, or why it is missing. */
export type FailuresPart =
  | { readonly origin: AccountRegion; readonly report: FailuresReport }
  | {
      readonly origin: AccountRegion;
      readonly missing: Pick<Gap, "kind" | "code" | "why" | "message" | "nextStep">;
    };

/** Failures of several accounts and regions in one report. Every row has its origin. */
export interface MergedFailures extends FailuresReport {
  readonly windows: readonly WithOrigin<WindowSummary>[];
  readonly executions: readonly WithOrigin<ExecutionReport>[];
  readonly groups: readonly GroupOf<WithOrigin<GroupMember>>[];
  readonly gaps: readonly WithOrigin<Gap>[];
}

/**
 * Merges reports of several accounts and regions on the same period, worst first. An account or region that could not be read
 * is a gap: the verdict is then never PASSED, and the counts are those of the others. Also merges reports that are not done.
 *
 * @param parts - one per account and region. The period is that of the first report.
 * @param time - the period, if there is no report.
 */
export const mergeFailures = (
  parts: readonly FailuresPart[],
  time: Pick<FailuresReport, "since" | "now">,
): MergedFailures => {
  const read = parts.filter((part) => "report" in part);
  const reports = read.map(({ report }) => report);
  const executions = read
    .flatMap(({ report, origin }) => report.executions.map((execution) => ({ ...execution, origin })))
    .toSorted(worstFirst);
  const windows = read.flatMap(({ report, origin }) =>
    report.windows.map((window) => ({ ...window, origin })),
  );
  const gaps = parts.flatMap(gapsOf);
  const verdicts = eachVerdict((verdict) =>
    reports.reduce((sum, report) => sum + report.verdicts[verdict], 0),
  );
  const counts = addCounts(reports.map((report) => report.counts));
  const done = reports.every((report) => report.done);
  const exact = counts.exact && read.length === parts.length;
  const all = { ...counts, exact };
  const { since, now } = reports[0] ?? time;
  return {
    since,
    now,
    verdict: judgeExecutions({ verdicts, executions, exact, done }),
    reason: reasonOf(
      parts,
      describeExecutions({ verdicts, exact, done, counts: all }, fromWords(windows.length, read.length)),
    ),
    falseGreen: reports.some(({ falseGreen }) => falseGreen),
    windows,
    executions,
    verdicts,
    counts: all,
    groups: mergeGroups(
      read.flatMap(({ report, origin }) =>
        report.groups.map((group) => ({
          ...group,
          members: group.members.map((member) => ({ ...member, origin })),
        })),
      ),
    ),
    gaps,
    done,
    complete: done && gaps.length === 0,
    progress: addProgress(reports),
  };
};

/** The first operation sent to an account; the gap of an account that cannot be read names it. */
const FIRST_OPERATION = "DescribeMaintenanceWindows";

const gapsOf = (part: FailuresPart): readonly WithOrigin<Gap>[] => {
  const { origin } = part;
  return "report" in part
    ? part.report.gaps.map((gap) => ({ ...gap, origin }))
    : [{ operation: FIRST_OPERATION, count: 1, ids: {}, ...part.missing, origin }];
};

const reasonOf = (parts: readonly FailuresPart[], sentence: string): string => {
  const missing = parts.filter((part) => "missing" in part).length;
  return missing === 0
    ? sentence
    : `${sentence} ${missing} of ${plural(parts.length, "account or region", "accounts and regions")} could not be read.`;
};

const fromWords = (windows: number, accounts: number): string =>
  `${plural(windows, "window")} in ${plural(accounts, "account or region", "accounts and regions")}`;

const addProgress = (reports: readonly FailuresReport[]): FailuresProgress => {
  const sum = (member: keyof FailuresProgress): number =>
    reports.reduce((total, { progress }) => total + progress[member], 0);
  return {
    windows: sum("windows"),
    windowsListed: sum("windowsListed"),
    executions: sum("executions"),
    executionsRead: sum("executionsRead"),
    requests: sum("requests"),
  };
};
