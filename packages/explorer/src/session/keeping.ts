/** What is read again, what is final, and what is forgotten. */
import { isFinalStatus } from "@windowpane/core";
import { isFinalReport } from "@windowpane/report";
import type { Finding } from "../model/finding.ts";
import type { Reading, Values } from "../model/reading.ts";

/** Age in milliseconds after which a reading is read again when a screen that shows it is opened. */
const old = 60_000;
/** A reading is fresh for at least this many times its own duration, so that slow readings of large accounts are repeated less often. */
const restraint = 20;

/** Whether a reading must be read, or read again. */
export const isDue = (finding: Finding | undefined, reading: Reading, now: Date): boolean => {
  if (finding === undefined || finding.phase === "failed" || finding.phase === "stopped") return true;
  if (finding.phase === "reading" || isFinal(finding, reading)) return false;
  return now.getTime() - (finding.at?.getTime() ?? 0) > Math.max(old, (finding.took ?? 0) * restraint);
};

/** Whether a reading can no longer change: its subject is final and it has no gaps. */
export const isFinal = (finding: Finding | undefined, { of }: Reading): boolean => {
  if (finding?.phase !== "done" || finding.value === undefined) return false;
  if (of === "execution") return isFinalReport(finding.value as Values["execution"]); // Under its own key.
  if (of === "output") {
    const { Status, gaps } = finding.value as Values["output"]; // Under its own key.
    return isFinalStatus(Status) && gaps.length === 0;
  }
  // An earlier execution has ended, and a window's registration seldom changes.
  if (of === "lastGood") return (finding.value as Values["lastGood"]).gaps.length === 0; // Under its own key.
  if (of === "connections") return (finding.value as Values["connections"]).error === undefined; // Under its own key.
  if (of === "window") return true;
  return false;
};

/**
 * Whether a report that is read for the second time, after the first was stopped, has fewer executions than the first.
 * Rows that were visible must not disappear and come back.
 */
export const isBehind = ({ of }: Reading, value: unknown, before: unknown): boolean => {
  if (of !== "failures" || before === undefined) return false;
  const { done, progress } = value as Values["failures"]; // Under its own key, as the next one.
  const { progress: then } = before as Values["failures"];
  return !done && progress.executionsRead < then.executionsRead;
};

/** Whether a reading has found the same again, as far as a live view shows it. Lists are not compared. */
export const isSameValue = ({ of }: Reading, value: unknown, before: unknown): boolean => {
  if (before === undefined) return true;
  if (of === "execution") {
    const [one, other] = [value, before].map((each) => {
      const { Status, counts, patches, tasks } = each as Values["execution"]; // Under its own key.
      return JSON.stringify([Status, counts, patches, tasks.map((task) => [task.Status, task.counts])]);
    });
    return one === other;
  }
  return of !== "output" || JSON.stringify(value) === JSON.stringify(before);
};

/** Maximum number of rows of all reports together, without those that are visible now. */
const mostRows = 150_000;
/** Maximum number of readings, without those that are visible now. */
const mostReadings = 50;

/** The keys of the readings to forget, the least recently used first. */
export const tooMuch = (
  found: ReadonlyMap<string, Finding>,
  wanted: readonly string[],
): readonly string[] => {
  const others = [...found].filter(([key, { phase }]) => phase !== "reading" && !wanted.includes(key));
  let rows = others.reduce((sum, [, finding]) => sum + rowsOf(finding), 0);
  let readings = others.length;
  const forgotten: string[] = [];
  for (const [key, finding] of others) {
    if (rows <= mostRows && readings <= mostReadings) break;
    forgotten.push(key);
    rows -= rowsOf(finding);
    readings -= 1;
  }
  return forgotten;
};

/** Number of rows of a report; 0 for other values. */
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
