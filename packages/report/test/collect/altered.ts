/** A service in memory whose responses a test changes. */
import { createClient, type Client, type OperationName, type Output, type Transport } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan, type Scenario } from "@windowpane/transport-mock";
import { now } from "../small-plan.ts";

/** The responses to change by operation, or requests to fail. */
export type Alter = {
  readonly [Name in OperationName]?: (output: Output<Name>) => object;
} & {
  /** Called before a request; the request rejects with what it throws. */
  readonly before?: { readonly [Name in OperationName]?: (operation: OperationName) => void };
};

/** A client over an account, with its number of requests by operation. */
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
