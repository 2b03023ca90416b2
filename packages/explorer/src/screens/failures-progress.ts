import type { FailuresReport } from "@windowpane/report";
import type { Finding } from "../model/finding.ts";

/** How far the look into the last day has come: short, as the account and the region stand beside it. */
export const failuresProgress = (finding: Finding<FailuresReport> | undefined): string | undefined => {
  if (finding?.phase !== "reading") return undefined;
  const { progress, counts } = finding.value ?? {};
  if (progress === undefined) return "reading";
  const { total = 0 } = counts ?? {};
  const machines = total === 0 ? "" : `, ${total} ${total === 1 ? "machine" : "machines"}`;
  return `reading ${progress.executionsRead} of ${progress.executions} runs${machines}`;
};
