import { gapText, type Gap } from "@windowpane/report";
import { REQUEST_LIMIT } from "./problem/service-problem.ts";

/**
 * Gaps as they leave the house. AWS's own words name accounts, roles and sessions, so they stay here unless sensitive
 * members are asked for; and where it was we who would ask no more, the gap says so.
 */
export const publicGaps = (gaps: readonly Gap[], includeSensitive: boolean): readonly Gap[] =>
  gaps.map(({ message, ...gap }) => {
    if (gap.code === REQUEST_LIMIT) {
      const limit = gapText("limit", gap.operation);
      return {
        ...gap,
        kind: "limit" as const,
        why: gap.why.replace(gapText(gap.kind, gap.operation).why, limit.why),
        whatToDo: limit.whatToDo,
      };
    }
    return includeSensitive && message !== undefined ? { ...gap, message } : gap;
  });
