/** When something is to be read, and when it never needs to be again. */
import { isFinalStatus } from "@windowpane/core";
import { isFinalReport } from "@windowpane/report";
import type { Finding } from "./finding.ts";
import type { Reading, Values } from "./reading.ts";

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
  if (of === "places") return (finding.value as Values["places"]).trouble === undefined; // Under its own key.
  if (of === "window") return true;
  return false;
};
