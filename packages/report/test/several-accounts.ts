/** A transport over two accounts, of which a third cannot be read, as transports over several accounts behave. */
import {
  isPaged,
  operations,
  ServiceError,
  UnreadLocationsError,
  type ItemOrigin,
  type Transport,
} from "@windowpane/core";
import { mockTransport, type AccountPlan, type Clock } from "@windowpane/transport-mock";
import { now } from "./small-plan.ts";

/** An account that cannot be read. */
export const unread = {
  Account: "999999999999",
  AccountName: "legacy",
  Region: "eu-west-1",
  error: new ServiceError("AssumeRole", { code: "AccessDenied", message: "Not authorized." }),
  remedy: "Create the role in the account.",
};

/** Serves a plan as if it were one of several accounts: items have an origin, and the list of windows ends with an error. */
export const oneOfSeveral = (
  plan: AccountPlan,
  origin: ItemOrigin,
  clock: Clock = { now: () => now },
): Transport => {
  const mock = mockTransport({ scenario: plan, clock });
  return {
    name: "several",
    async send(operation, input, options) {
      if (Reflect.get(input, "NextToken") === "unread") throw new UnreadLocationsError(operation, [unread]);
      const output = await mock.send(operation, input, options);
      if (typeof output !== "object" || output === null) return output;
      const member = isPaged(operation) ? operations[operation].items : undefined;
      if (member === undefined) return { ...output, ...origin };
      const items: unknown = Reflect.get(output, member);
      const list: readonly unknown[] = Array.isArray(items) ? items : [];
      return {
        ...output,
        [member]: list.map((item) => Object.assign({}, item, origin)),
        ...(operation === "DescribeMaintenanceWindows" ? { NextToken: "unread" } : {}),
      };
    },
  };
};
