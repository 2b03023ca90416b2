/** A service in memory that fails or delays at a given request, and records requests. */
import { createClient, type Client, type OperationName, type Transport } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan } from "@windowpane/transport-mock";
import { now } from "../small-plan.ts";

/** One request. */
export interface Request {
  readonly operation: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
  /** Number of earlier requests of this operation. */
  readonly nth: number;
}

/** A client over an account, with its requests so far. */
export interface Scripted {
  readonly client: Client;
  readonly asked: Request[];
  /** Number of requests of an operation. */
  count(operation: OperationName): number;
}

/** @param before - called before each response; the request rejects with what it throws. */
export const scripted = (
  scenario: AccountPlan,
  before: (request: Request) => void | Promise<void> = () => {},
): Scripted => {
  const mock = mockTransport({ scenario, clock: fixedClock(now) });
  const asked: Request[] = [];
  const count = (operation: OperationName): number =>
    asked.filter((request) => request.operation === operation).length;
  const transport: Transport = {
    name: "scripted",
    send: async (operation, input, options) => {
      const members: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(input));
      const request = { operation, input: members, nth: count(operation) };
      asked.push(request);
      await before(request);
      return mock.send(operation, input, options);
    },
  };
  return { client: createClient(transport), asked, count };
};
