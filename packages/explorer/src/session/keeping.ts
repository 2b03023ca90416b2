/** What is read again, what is final, and what is forgotten. */
import { isFinalStatus } from "@windowpane/core";
import { isFinalReport } from "@windowpane/report";
import type { Finding } from "../model/finding.ts";
import type { Reading, Values } from "../model/reading.ts";

/** What is older than this, in milliseconds, is read again when a screen is entered that shows it. */
const old = 60_000;
/** What took long is asked for less often, so that going up and down does not keep a large account busy: so many times as long. */
const restraint = 20;

/** Whether a screen that shows it wants it read (again). */
export const isDue = (finding: Finding | undefined, reading: Reading, now: Date): boolean => {
  if (finding === undefined || finding.phase === "failed" || finding.phase === "stopped") return true;
  if (finding.phase === "reading" || isFinal(finding, reading)) return false;
  return now.getTime() - (finding.at?.getTime() ?? 0) > Math.max(old, (finding.took ?? 0) * restraint);
};

/** Whether what was read can no longer change: the end of something final, read without a gap. */
export const isFinal = (finding: Finding | undefined, { of }: Reading): boolean => {
  if (finding?.phase !== "done" || finding.value === undefined) return false;
  if (of === "execution") return isFinalReport(finding.value as Values["execution"]); // Under its own key.
  if (of === "output") {
    const { Status, gaps } = finding.value as Values["output"]; // Under its own key.
    return isFinalStatus(Status) && gaps.length === 0;
  }
  // What ran before something has ended already, and a window's registration seldom changes while one looks at it.
  if (of === "lastGood") return (finding.value as Values["lastGood"]).gaps.length === 0; // Under its own key.
  if (of === "connections") return (finding.value as Values["connections"]).trouble === undefined; // Under its own key.
  if (of === "window") return true;
  return false;
};

/**
 * Whether a report that is being read for the second time, the first having been stopped, has not come as far as the first.
 * Rows that were in sight must not go and come.
 */
export const isBehind = ({ of }: Reading, value: unknown, before: unknown): boolean => {
  if (of !== "failures" || before === undefined) return false;
  const { done, progress } = value as Values["failures"]; // Under its own key, as the next one.
  const { progress: then } = before as Values["failures"];
  return !done && progress.executionsRead < then.executionsRead;
};

/** Most rows that all reports together may have, beside those that are wanted just now. */
const mostRows = 150_000;
/** Most readings kept, beside those. */
const mostReadings = 50;

/** The keys of what should be forgotten, from the one that was not wanted for the longest. */
export const tooMuch = (
  found: ReadonlyMap<string, Finding>,
  wanted: readonly string[],
): readonly string[] => {
  const others = [...found].filter(([key, { phase }]) => phase !== "reading" && !wanted.includes(key));
  let rows = others.reduce((sum, [, finding]) => sum + rowsOf(finding), 0);
  let readings = others.length;
  const old: string[] = [];
  for (const [key, finding] of others) {
    if (rows <= mostRows && readings <= mostReadings) break;
    old.push(key);
    rows -= rowsOf(finding);
    readings -= 1;
  }
  return old;
};

/** How many rows a report counts; 0 for what is no report. */
const rowsOf = ({ value }: Finding): number => {
  if (typeof value !== "object" || value === null || !("counts" in value)) return 0;
  const { counts } = value;
  return typeof counts === "object" &&
    counts !== null &&
    "total" in counts &&
    typeof counts.total === "number"
    ? counts.total
    : 0;
};
