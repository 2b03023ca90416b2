/** What the mock holds, asked without any of what is between it and a client. */
import { createClient, isPaged, operations, type OperationName, type PagedName } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { account } from "./account.ts";

/** The answer to one request. */
export const answerTo = (operation: OperationName, input: object): Promise<unknown> =>
  createClient(mockTransport({ scenario: account })).call(operation, input);

/** All items of a list, over all its pages. */
export const itemsOf = async (operation: PagedName, input: object): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  const client = createClient(mockTransport({ scenario: account }));
  for await (const item of client.items(operation, input)) items.push(item);
  return items;
};

/** Every list of the family. */
export const lists: readonly PagedName[] = Object.keys(operations).filter((name): name is PagedName =>
  // The keys of the table are the names of its rows.
  isPaged(name as OperationName),
);

/** Answers as text carries them: times in ISO 8601, bytes in base64. */
export const asJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      member instanceof Uint8Array ? Buffer.from(member).toString("base64") : member,
    ),
  );
