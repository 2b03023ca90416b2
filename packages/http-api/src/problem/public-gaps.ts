import { gapText, type Gap } from "@windowpane/report";
import { REQUEST_LIMIT } from "../limits/with-budget.ts";

/**
 * Prepares gaps for a response. Removes AWS's messages unless sensitive members are requested, because they name accounts,
 * roles and sessions. Explains gaps that come from this server's request limit, with the name of the limit.
 */
export const publicGaps = (gaps: readonly Gap[], includeSensitive: boolean): readonly Gap[] =>
  gaps.map(({ message, ...gap }) => {
    if (gap.code === REQUEST_LIMIT) {
      const limit = gapText("limit", gap.operation);
      return {
        ...gap,
        kind: "limit" as const,
        why: gap.why.replace(gapText(gap.kind, gap.operation).why, limit.why),
        // The message is this server's own. Its second sentence is the advice.
        nextStep: /\. (?<advice>.+)$/u.exec(message ?? "")?.groups?.["advice"] ?? limit.nextStep,
      };
    }
    return includeSensitive && message !== undefined ? { ...gap, message } : gap;
  });
