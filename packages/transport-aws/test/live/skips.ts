import type { OperationName } from "@windowpane/core";
import { lines, type RuleName } from "@windowpane/transport-contract";

/**
 * The lines of the contract that the real service is not held to, each with the reason.
 *
 * @param missing - operations for which the account has nothing to ask about, and why.
 * @param invocations - of the largest task that was found.
 */
export const skipsFor = (
  missing: ReadonlyMap<OperationName, string>,
  invocations: number,
): { readonly [Name in RuleName]?: string } => {
  const reasonOf = (sentence: RuleName): string | undefined => {
    // Also where it is asked to cancel what does not exist: reads only means reads only.
    if (sentence.includes("CancelMaintenanceWindowExecution")) return "it would be a write";
    if (faultLines.some((part) => sentence.includes(part)))
      return "the service cannot be told to fail or to hang";
    if (invocations <= 100 && pagingRules.some((part) => sentence.includes(part)))
      return `it takes a task of more than 100 invocations, and the largest that was found has ${invocations}`;
    for (const [operation, why] of missing) if (sentence.includes(` ${operation} `)) return why;
    return undefined;
  };
  // Object.keys forgets that the table is closed.
  const sentences = Object.keys(lines) as readonly RuleName[];
  return Object.fromEntries(
    sentences.flatMap((sentence) => {
      const reason = reasonOf(sentence);
      return reason === undefined ? [] : [[sentence, reason]];
    }),
  );
};

const faultLines = [
  "when no answer comes",
  "when it asks too fast",
  "sends nothing if already aborted",
  "when it is aborted under way",
];

const pagingRules = [
  "whatever the page size",
  "one page for one request",
  "from a token where another walk stopped",
  "for the same token",
  "two walks at the same time",
  "STATUS filter",
  "the token of another list",
  "the token of the same list",
];
