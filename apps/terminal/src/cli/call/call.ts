/** `windowpane call OPERATION`: every operation under the AWS CLI's name, with the AWS CLI's flags. */
import {
  isPaged,
  operationNames,
  operations,
  shapeOf,
  type Input,
  type OperationName,
  type PagedName,
  type Shape,
} from "@windowpane/core";
import { kebabCase } from "@windowpane/explorer";
import { exitCodes, type ExitCode } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { confirmWrite, writeOptions } from "../arguments/confirm-write.ts";
import type { Command, CommandRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { listOptions } from "../context/option.ts";
import { get } from "../output/get.ts";
import { jsonText } from "../output/json.ts";
import { list, listPage } from "../output/list.ts";
import type { ListRequest } from "../output/plan-rows.ts";
import { flagOptions, isPagingMember, memberFlags } from "./flags.ts";
import { readFlag, readJson, readParameter } from "./read-flag.ts";

export const call: Command = {
  description:
    "Takes the flags, shorthand syntax and JSON of `aws ssm OPERATION`, and prints the same output.",
  arguments: [],
  options: [],
  examples: [
    {
      line: "call describe-maintenance-windows",
      about: "Send the request of `aws ssm describe-maintenance-windows`",
    },
    {
      line: "call describe-maintenance-windows --filters Key=Enabled,Values=true",
      about: "Add a filter in shorthand syntax",
    },
    {
      line: "call get-maintenance-window --generate-cli-skeleton",
      about: "Print an empty input to fill in",
    },
  ],
  output: "json",
  commands: operationNames.map((operation): CommandRow => ({
    name: kebabCase(operation),
    aliases: [operation],
    summary: `${operations[operation].effect === "write" ? "Write: " : ""}${operation}`,
    load: async () => operationCommand(operation),
  })),
};

/** Creates the command of an operation. */
export const operationCommand = (operation: OperationName): Command => {
  const { description, effect } = operations[operation];
  return {
    description: `${description} See https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_${operation}.html`,
    arguments: [],
    options: [
      ...flagOptions(operation),
      ...(effect === "write" ? writeOptions : []),
      ...(isPaged(operation) ? listOptions : []),
    ],
    examples: [
      {
        line: `call ${kebabCase(operation)} --generate-cli-skeleton`,
        about: "Print an empty input to fill in",
      },
    ],
    output: "json",
    run: (context) => callOperation(context, operation),
  };
};

const callOperation = async (context: Context, operation: OperationName): Promise<ExitCode> => {
  const skeleton = context.options["generateCliSkeleton"];
  if (skeleton !== undefined) {
    const side = skeleton === "output" ? "output" : "input";
    await context.console.result(jsonText(skeletonOf(shapeOf(operation, side))));
    return exitCodes.done;
  }
  const input = await readInput(context, operation);
  if (operations[operation].effect === "write") await confirmWrite(context, operation, input);
  // The core validates the input, which was read from this operation's flags.
  if (isPaged(operation)) await callPaged(context, { operation, input });
  else await get(context, { operation, input: input as Input<typeof operation> });
  return exitCodes.done;
};

const readInput = async ({ options, host }: Context, operation: OperationName): Promise<object> => {
  const flag = "--cli-input-json";
  const json = options["cliInputJson"];
  const base = typeof json === "string" ? readJson(flag, await readParameter(host, flag, json)) : {};
  if (typeof base !== "object" || base === null || Array.isArray(base)) {
    throw new UsageError(
      `${flag} must be a JSON object.`,
      "Run with --generate-cli-skeleton for a template.",
    );
  }
  const input: Record<string, unknown> = { ...base };
  for (const { member, shape, flag: name, key } of memberFlags(operation)) {
    const value = options[key];
    if (isFlagValue(value)) input[member] = await readFlag(host, { flag: name, shape, value });
  }
  return input;
};

const isFlagValue = (value: unknown): value is string | boolean | readonly string[] =>
  typeof value === "string" || typeof value === "boolean" || Array.isArray(value);

const callPaged = async <Name extends PagedName>(
  context: Context,
  request: ListRequest<Name>,
): Promise<void> => {
  const { settings } = context;
  if (!Object.keys(request.input).some(isPagingMember)) {
    await list(context, request);
    return;
  }
  if (
    settings.maxItems !== undefined ||
    settings.pageSize !== undefined ||
    settings.startingToken !== undefined
  ) {
    throw new UsageError(
      "--max-results and --next-token request a single page; they cannot be combined with --max-items, --page-size or --starting-token.",
      "Omit one of them.",
    );
  }
  await listPage(context, request);
};

/** An empty value of a shape, for `--cli-input-json`. A structure that contains itself is entered once. */
const skeletonOf = (shape: Shape, ancestors: readonly Shape[] = []): unknown => {
  const inside = [...ancestors, shape];
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        Object.entries(shape.members)
          .filter(([, member]) => !isRecursive(member, inside))
          .map(([name, member]) => [name, skeletonOf(member, inside)]),
      );
    case "list":
      return [skeletonOf(shape.item, inside)];
    case "map":
      return { KeyName: skeletonOf(shape.value, inside) };
    case "integer":
    case "long":
      return 0;
    case "boolean":
      return true;
    case "string":
      return shape.values?.[0] ?? "";
    default:
      return "";
  }
};

const isRecursive = (shape: Shape, ancestors: readonly Shape[]): boolean =>
  ancestors.includes(shape) || (shape.type === "list" && ancestors.includes(shape.item));
