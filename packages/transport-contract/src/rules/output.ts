/** Rules about inputs and outputs. */
import { operationNames, shapeOf, validateOutput, type OperationName } from "@windowpane/core";
import { expect } from "vitest";
import { frozen, rulesFor, sendKnown } from "../subject/send.ts";
import { misspelt } from "./spelling.ts";
import type { ContractRule } from "../subject/subject.ts";

const returnsOutput =
  (operation: OperationName): ContractRule =>
  async ({ create, known }) => {
    const response: unknown = await sendKnown(await create(), known, operation);
    const output = validateOutput(operation, response);
    expect(Object.keys(output), "a response with at least one member").not.toHaveLength(0);
    expect(misspelt(shapeOf(operation, "output"), response)).toEqual([]);
  };

const keepsInput =
  (operation: OperationName): ContractRule =>
  async ({ create, known }) => {
    const input = frozen(known.inputs[operation]);
    const before = structuredClone(input);
    const transport = await create();
    await transport.send(operation, input, {});
    expect(input).toStrictEqual(before);
  };

export const outputRules = {
  "has a name": async ({ create }) => {
    expect((await create()).name).toMatch(/\S/);
  },
  ...rulesFor(
    operationNames,
    (operation) => `returns the response to ${operation} in AWS's spelling` as const,
    returnsOutput,
  ),
  ...rulesFor(
    operationNames,
    (operation) => `does not change the input of ${operation}` as const,
    keepsInput,
  ),
  "treats an undefined member as absent": async ({ create, known }) => {
    const transport = await create();
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const input = known.inputs[operation];
    const once = await transport.send(operation, input, {});
    const again = await transport.send(operation, { NextToken: undefined, Filters: undefined, ...input }, {});
    expect(validateOutput(operation, again).WindowExecutionTaskInvocationIdentities).toEqual(
      validateOutput(operation, once).WindowExecutionTaskInvocationIdentities,
    );
  },
} satisfies Record<string, ContractRule>;
