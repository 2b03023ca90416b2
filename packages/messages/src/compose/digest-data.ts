/** What a digest tells of its messages. */
import { verdictsWorstFirst, type Verdict } from "@windowpane/report";
import type { DigestData, DigestRun, MessageContent, MissedData, RunData } from "../model/content.ts";
import { present } from "./run-data.ts";

/** The data of a digest of messages. */
export const digestDataOf = (
  because: DigestData["because"],
  contents: readonly MessageContent[],
  link: string | undefined,
): DigestData => {
  const runs = contents.flatMap((content): readonly RunData[] =>
    content.type === "run.finished" ? [content.data] : [],
  );
  const missed = contents.flatMap((content): readonly MissedData[] =>
    content.type === "run.missed" ? [content.data] : [],
  );
  const verdicts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of runs) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    because,
    verdicts,
    missed: missed.length,
    runs: runs.toSorted(bySeverity).map(digestRunOf),
    missedRuns: missed,
    ...present({ link }),
  };
};

/** Worst first, then those with more machines that did not pass, then the newest. */
const bySeverity = (one: RunData, other: RunData): number =>
  verdictsWorstFirst.indexOf(one.verdict) - verdictsWorstFirst.indexOf(other.verdict) ||
  notPassed(other) - notPassed(one) ||
  Date.parse(other.StartTime ?? "") - Date.parse(one.StartTime ?? "") ||
  0;

const notPassed = ({ machines: { total, results } }: RunData): number => total - (results.passed ?? 0);

const digestRunOf = (run: RunData): DigestRun => {
  const { Account, accountName, Region, WindowId, Name, WindowExecutionId, StartTime, EndTime } = run;
  const { verdict, reason, link, causes } = run;
  return {
    ...present({
      Account,
      accountName,
      Region,
      WindowId,
      Name,
      StartTime,
      EndTime,
      link,
      cause: causes[0]?.title,
    }),
    WindowExecutionId,
    verdict,
    reason,
  };
};
