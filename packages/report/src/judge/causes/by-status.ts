/** Causes from a status alone, without the rules for output. */
import type { Cause } from "../../model/report.ts";
import { bounded, plainLine } from "../../model/text.ts";
import type { CauseEvidence } from "./evidence.ts";
import { causeBy, statusWord, type CauseDetails, type StatusRule } from "./rules/rule.ts";
import { decisiveStatuses, noticeStatuses } from "./rules/status-details.ts";

/** The cause from the status alone. Undefined if the status does not explain the failure. */
export const decisiveCause = ({ Status, StatusDetails }: CauseEvidence): Cause | undefined =>
  byStatus([...decisiveStatuses, ...noticeStatuses], Status, StatusDetails);

export const byStatus = (
  rules: readonly StatusRule[],
  status: string | undefined,
  details: string | undefined,
  line?: string,
  known: CauseDetails = {},
): Cause | undefined => {
  // The details are more specific than the status and can contradict it, so they come first.
  for (const text of [details, status]) {
    if (text === undefined) continue;
    const word = statusWord(text);
    const rule = rules.find(({ details: patterns }) =>
      patterns.some((detail) => (typeof detail === "string" ? detail === word : detail.test(text))),
    );
    if (rule !== undefined) {
      const evidence =
        line ?? (text.includes(" ") && /[a-z] [a-z]/u.test(text) ? plainLine(text) : undefined);
      return causeBy(rule, "status", evidence === undefined ? undefined : bounded(evidence), known);
    }
  }
  return undefined;
};
