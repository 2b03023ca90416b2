/** Expected data, directly from the mock. */
import { createClient, isPaged, operations, type OperationName, type PagedName } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { account } from "./account.ts";

/** The response to one request. */
export const responseTo = (operation: OperationName, input: object): Promise<unknown> =>
  createClient(mockTransport({ scenario: account })).call(operation, input);

/** All items of a list. */
export const itemsOf = async (operation: PagedName, input: object): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  const client = createClient(mockTransport({ scenario: account }));
  for await (const item of client.items(operation, input)) items.push(item);
  return items;
};

/** All lists. */
export const lists: readonly PagedName[] = Object.keys(operations).filter((name): name is PagedName =>
  // Object.keys does not keep the type of the keys.
  isPaged(name as OperationName),
);

/** A response as JSON: times in ISO 8601, bytes in base64. */
export const asJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      member instanceof Uint8Array ? Buffer.from(member).toString("base64") : member,
    ),
  );
