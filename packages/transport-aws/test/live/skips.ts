import type { OperationName } from "@windowpane/core";
import { rules, type RuleName } from "@windowpane/transport-contract";

/**
 * Rules of the contract that cannot be tested with the real service, each with a reason.
 *
 * @param missing - operations without data in the account, with the reason.
 * @param invocations - number of invocations of the largest task.
 */
export const skipsFor = (
  missing: ReadonlyMap<OperationName, string>,
  invocations: number,
): { readonly [Name in RuleName]?: string } => {
  const reasonOf = (ruleName: RuleName): string | undefined => {
    // Also for an execution that does not exist, so that nothing but reads is sent.
    if (ruleName.includes("CancelMaintenanceWindowExecution")) return "the test would send a write";
    if (failureRules.some((part) => ruleName.includes(part))) return "the service cannot simulate failures";
    if (invocations <= 100 && pagingRules.some((part) => ruleName.includes(part)))
      return `no task has more than 100 invocations; the largest has ${invocations}`;
    for (const [operation, why] of missing) if (ruleName.split(" ").includes(operation)) return why;
    return undefined;
  };
  // Object.keys does not keep the type of the keys.
  const ruleNames = Object.keys(rules) as readonly RuleName[];
  return Object.fromEntries(
    ruleNames.flatMap((ruleName) => {
      const reason = reasonOf(ruleName);
      return reason === undefined ? [] : [[ruleName, reason]];
    }),
  );
};

const failureRules = [
  "if no response is received",
  "if throttled",
  "sends nothing if already aborted",
  "if aborted in flight",
];

const pagingRules = [
  "for every page size",
  "one page per request",
  "continues a list from a page token",
  "for the same token",
  "two lists at the same time",
  "STATUS filter",
  "the page token of another list",
  "a page token that was issued for another filter",
];
