/** What a transport takes, and what it answers. */
import { operationNames, shapeOf, validateOutput, type OperationName } from "@windowpane/core";
import { expect } from "vitest";
import { frozen, linesFor, sendKnown } from "../subject/send.ts";
import { misspelt } from "./spelling.ts";
import type { Line } from "../subject/subject.ts";

const answers =
  (operation: OperationName): Line =>
  async ({ create, known }) => {
    const answer: unknown = await sendKnown(await create(), known, operation);
    const output = validateOutput(operation, answer);
    expect(Object.keys(output), "an answer with at least one member").not.toHaveLength(0);
    expect(misspelt(shapeOf(operation, "output"), answer)).toEqual([]);
  };

const leavesInput =
  (operation: OperationName): Line =>
  async ({ create, known }) => {
    const input = frozen(known.inputs[operation]);
    const before = structuredClone(input);
    const transport = await create();
    await transport.send(operation, input, {});
    expect(input).toStrictEqual(before);
  };

export const answerLines = {
  "has a name for logs and for the eyes": async ({ create }) => {
    expect((await create()).name).toMatch(/\S/);
  },
  ...linesFor(operationNames, (operation) => `answers ${operation} in AWS's spelling` as const, answers),
  ...linesFor(
    operationNames,
    (operation) => `leaves the input of ${operation} as it is` as const,
    leavesInput,
  ),
  "reads an undefined member as an absent one": async ({ create, known }) => {
    const transport = await create();
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const input = known.inputs[operation];
    const answer = await transport.send(operation, input, {});
    const again = await transport.send(operation, { NextToken: undefined, Filters: undefined, ...input }, {});
    expect(validateOutput(operation, again).WindowExecutionTaskInvocationIdentities).toEqual(
      validateOutput(operation, answer).WindowExecutionTaskInvocationIdentities,
    );
  },
} satisfies Record<string, Line>;
