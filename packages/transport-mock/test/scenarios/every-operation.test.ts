import { createClient, isPaged, operationNames, operations } from "@windowpane/core";
import { expect, it } from "vitest";
import { everyInput, everyOperation, mockTransport } from "../../src/index.ts";

it.each(operationNames)("has an answer to %s that is not empty", async (operation) => {
  const client = createClient(mockTransport({ scenario: everyOperation() }));
  const answer = await client.call(operation, everyInput[operation]);
  const held: unknown = isPaged(operation) ? Reflect.get(answer, operations[operation].items) : answer;
  expect(Object.keys(held ?? {})).not.toHaveLength(0);
});
