import type { OperationName } from "@windowpane/core";
import {
  rules,
  withoutConnection,
  withoutData,
  withoutHttp,
  withoutLongList,
  type RuleName,
  type Skips,
} from "@windowpane/transport-contract";

/**
 * Rules of the contract that cannot be tested with the real service, each with a reason.
 *
 * @param missing - operations without data in the account, with the reason.
 * @param invocations - number of invocations of the largest task.
 */
export const skipsFor = (missing: ReadonlyMap<OperationName, string>, invocations: number): Skips => ({
  ...[...missing].reduce<Skips>(
    (all, [operation, why]) => ({ ...all, ...withoutData([operation], why) }),
    {},
  ),
  ...(invocations > 100
    ? {}
    : withoutLongList(`no task has more than 100 invocations; the largest has ${invocations}`)),
  ...withoutConnection("the service cannot simulate failures"),
  ...withoutHttp("the service cannot send other responses"),
  ...writes,
});

// Object.keys does not keep the type of the keys.
const ruleNames = Object.keys(rules) as readonly RuleName[];

/** Also for an execution that does not exist, so that nothing but reads is sent. */
const writes: Skips = Object.fromEntries(
  ruleNames
    .filter((name) => name.includes("CancelMaintenanceWindowExecution"))
    .map((name) => [name, "the test would send a write"]),
);
