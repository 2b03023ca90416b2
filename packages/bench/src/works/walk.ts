/** Lists the fleet's invocations, through the core and without it. */
import { createClient, type Input, type Item, type Transport } from "@windowpane/core";
import { fixedClock, fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";

const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";

type Invocation = Item<typeof operation>;

const fleetOf = (
  invocations: number,
): { readonly transport: Transport; readonly input: Input<typeof operation> } => {
  const scenario = fleet({ invocations });
  const transport = mockTransport({ scenario, clock: fixedClock(new Date("2026-11-22T03:00:00Z")) });
  const { WindowExecutionId, TaskId } = fleetIds;
  return { transport, input: { WindowExecutionId, TaskId, MaxResults: 100 } };
};

/** The client's pages, with validated requests and responses. */
export const walkPages = async (size: number): Promise<number> => {
  const { transport, input } = fleetOf(size);
  let items = 0;
  for await (const page of createClient(transport).pages(operation, input)) {
    for (const _ of page.WindowExecutionTaskInvocationIdentities ?? []) items += 1;
  }
  return items;
};

/** The client's items, one `next()` each. */
export const walkItems = async (size: number): Promise<number> => {
  const { transport, input } = fleetOf(size);
  let items = 0;
  for await (const _ of createClient(transport).items(operation, input)) items += 1;
  return items;
};

/** A minimal loop over the same transport, without checks. */
export const walkBare = async (size: number): Promise<number> => {
  const { transport, input } = fleetOf(size);
  let items = 0;
  let NextToken: string | undefined;
  do {
    const request = NextToken === undefined ? input : { ...input, NextToken };
    // The baseline trusts the transport.
    const page = (await transport.send(operation, request, {})) as {
      readonly WindowExecutionTaskInvocationIdentities?: readonly Invocation[];
      readonly NextToken?: string;
    };
    for (const _ of page.WindowExecutionTaskInvocationIdentities ?? []) items += 1;
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== "");
  return items;
};
