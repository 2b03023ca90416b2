/** Rules about inputs and outputs. */
import { operationNames, shapeOf, validateOutput, type OperationName } from "@windowpane/core";
import { isDeepStrictEqual } from "node:util";
import { check, checkEqual, words } from "../subject/check.ts";
import { frozen, knownInput, rulesFor, sendKnown } from "../subject/send.ts";
import { LIST, rule, type RuleBody } from "../subject/subject.ts";
import { misspelt } from "./spelling.ts";

const returnsOutput = (operation: OperationName): RuleBody =>
  rule(
    "Return AWS's members with AWS's names, `Date`s for timestamps and `Uint8Array`s for blobs, without null members and " +
      `without additions of a client. \`fromWire("${operation}", value)\` of @windowpane/core converts JSON. If the account has ` +
      `no data for this operation, change \`known.inputs.${operation}\`, or skip it: \`withoutData(["${operation}"], reason)\`.`,
    async ({ create, known }) => {
      const response: unknown = await sendKnown(await create(), known, operation);
      const shape = shapeOf(operation, "output");
      const isObject = typeof response === "object" && response !== null;
      const names = isObject ? Object.keys(response) : [];
      const hasMember = names.some((name) => Object.hasOwn(shape.members, name));
      // Without a member of AWS's, the checks below explain more than its error.
      if (hasMember || names.length === 0) validateOutput(operation, response);
      checkEqual("Members that AWS spells differently", misspelt(shape, response), []);
      check(hasMember, {
        what: "The response",
        expected: words("at least one member of AWS's output"),
        received: response,
      });
    },
  );

const keepsInput = (operation: OperationName): RuleBody =>
  rule(
    "Copy the input before you change it, for example `{ ...input, MaxResults: 50 }`. The caller may send it again.",
    async ({ create, known }) => {
      const transport = await create();
      const input = frozen(knownInput(known, operation));
      const before = structuredClone(input);
      await transport.send(operation, input, {});
      checkEqual("The input after the request", input, before);
    },
  );

export const dataRules = {
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
} satisfies Record<string, RuleBody>;

export const outputRules = {
  "has a name": rule(
    "Give the transport a short `name` for logs and displays, such as `aws`.",
    async ({ create }) => {
      const { name } = await create();
      check(typeof name === "string" && /\S/u.test(name), {
        what: "The transport's `name`",
        expected: words("a text that is not empty"),
        received: name,
      });
    },
  ),
  ...dataRules,
  "treats an undefined member as absent": rule(
    "Leave out members whose value is undefined, as `JSON.stringify` does, and do not test for members with `in`.",
    async ({ create, known }) => {
      const transport = await create();
      const input = knownInput(known, LIST);
      const once = await transport.send(LIST, input, {});
      const again = await transport.send(LIST, { NextToken: undefined, Filters: undefined, ...input }, {});
      const [expected, received] = [once, again].map(
        (response) => validateOutput(LIST, response).WindowExecutionTaskInvocationIdentities,
      );
      check(isDeepStrictEqual(received, expected), {
        what: "The list with `NextToken: undefined, Filters: undefined` in the input",
        expected,
        received,
      });
    },
  ),
} satisfies Record<string, RuleBody>;
