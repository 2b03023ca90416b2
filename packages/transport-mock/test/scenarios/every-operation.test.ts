import { createClient, isPaged, operationNames, operations } from "@windowpane/core";
import { expect, it } from "vitest";
import { everyInput, everyOperation, mockTransport } from "../../src/index.ts";

it.each(operationNames)("has a non-empty response to %s", async (operation) => {
  const client = createClient(mockTransport({ scenario: everyOperation() }));
  const response = await client.call(operation, everyInput[operation]);
  const held: unknown = isPaged(operation) ? Reflect.get(response, operations[operation].items) : response;
  expect(Object.keys(held ?? {})).not.toHaveLength(0);
});
