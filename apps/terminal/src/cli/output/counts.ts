import { countsInWords, type Counts, type MachineResult } from "@windowpane/report";
import { numberText } from "@windowpane/text";
import { counted } from "./page.ts";

/** The total and the counts by result, worst first: `9 machines: 2 failed, 1 timed out, 6 passed`. */
export const countsText = (counts: Counts, noun: string): string => {
  const { total, exact } = counts;
  const parts = countsInWords(counts, resultWords).map(({ count, words }) => `${numberText(count)} ${words}`);
  const sum = `${exact ? "" : "at least "}${counted(total, noun)}`;
  return parts.length === 0 ? sum : `${sum}: ${parts.join(", ")}`;
};

const resultWords: Readonly<Record<MachineResult, string>> = {
  passed: "passed",
  failed: "failed",
  timedOut: "timed out",
  unreachable: "unreachable",
  cancelled: "cancelled",
  running: "running",
  pending: "pending",
  notRun: "not run",
  unknown: "unknown",
};
