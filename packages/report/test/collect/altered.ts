/** A service in memory whose responses a test changes. */
import { createClient, type Client, type OperationName, type Output, type Transport } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan, type Scenario } from "@windowpane/transport-mock";
import { now } from "../small-plan.ts";

/** What to change: a response by its operation, or a request that fails. */
export type Alter = {
  readonly [Name in OperationName]?: (output: Output<Name>) => object;
} & {
  /** Called before a request: what it throws, the request rejects with. */
  readonly before?: { readonly [Name in OperationName]?: (operation: OperationName) => void };
};

/** A client over an account, and how many requests of an operation it has sent. */
export interface Altered {
  readonly client: Client;
  count(operation: OperationName): number;
}

export const altered = (scenario: Scenario | AccountPlan, { before = {}, ...alter }: Alter): Altered => {
  const mock = mockTransport({ scenario, clock: fixedClock(now) });
  const sent: OperationName[] = [];
  const transport: Transport = {
    name: "altered",
    send: async (operation, input, options) => {
      sent.push(operation);
      before[operation]?.(operation);
      const output = await mock.send(operation, input, options);
      // The table pairs operations and responses.
      const change = (alter as Partial<Record<OperationName, (output: unknown) => unknown>>)[operation];
      return change === undefined ? output : change(output);
    },
  };
  return {
    client: createClient(transport),
    count: (operation) => sent.filter((one) => one === operation).length,
  };
};
