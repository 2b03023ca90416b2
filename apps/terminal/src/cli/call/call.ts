import {
  isPaged,
  operationNames,
  operations,
  shapeOf,
  type Input,
  type OperationName,
  type PagedName,
} from "@windowpane/core";
import type { Command } from "../context/command.ts";
import type { Context, ListRequest } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { exitCodes, type ExitCode } from "../../host/exit-code.ts";
import { jsonText } from "../output/json.ts";
import { kebabCase } from "../show-cli.ts";
import { confirmWrite, writeOptions } from "../arguments/confirm-write.ts";
import { flagOptions, isPagingMember, memberFlags } from "./flags.ts";
import { readFlag, readJson, readParameter } from "./read-flag.ts";
import { skeletonOf } from "./skeleton.ts";

/** A command for each operation of the table, under AWS's kebab-case name. */
export const operationCommands = (): readonly Command[] => operationNames.map(operationCommand);

const operationCommand = (operation: OperationName): Command => {
  const name = kebabCase(operation);
  const isWrite = operations[operation].effect === "write";
  return {
    name,
    aliases: [operation],
    summary: `${isWrite ? "writes! " : ""}AWS's ${operation}`,
    description: `${operations[operation].description} See https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_${operation}.html`,
    arguments: [],
    options: isPaged(operation) ? ["filter", "maxItems", "startingToken", "pageSize", "paginate"] : [],
    ownOptions: [...flagOptions(operation), ...(isWrite ? writeOptions : [])],
    examples: [{ line: `call ${name} --generate-cli-skeleton`, gives: "an empty input to fill in" }],
    output: "json",
    run: (context) => callOperation(context, operation),
  };
};

const callOperation = async (context: Context, operation: OperationName): Promise<ExitCode> => {
  const skeleton = context.own["generateCliSkeleton"];
  if (skeleton !== undefined) {
    const side = skeleton === "output" ? "output" : "input";
    await context.screen.result(jsonText(skeletonOf(shapeOf(operation, side))));
    return exitCodes.done;
  }
  const input = await readInput(context, operation);
  if (operations[operation].effect === "write") await confirmWrite(context, operation, input);
  // The input was put together from the flags of this operation; the core checks it before anything is sent.
  if (isPaged(operation)) await list(context, { operation, input });
  else await context.get({ operation, input: input as Input<typeof operation> });
  return exitCodes.done;
};

const readInput = async ({ own, host }: Context, operation: OperationName): Promise<object> => {
  const json = own["cliInputJson"];
  const flag = "--cli-input-json";
  const base = typeof json === "string" ? readJson(flag, await readParameter(host, flag, json)) : {};
  if (typeof base !== "object" || base === null || Array.isArray(base)) {
    throw new UsageError(
      `${flag} must be a JSON object.`,
      "`--generate-cli-skeleton` prints one to fill in.",
    );
  }
  const input: Record<string, unknown> = { ...base };
  for (const { member, shape, flag: name, key } of memberFlags(operation)) {
    const given = own[key];
    if (isGiven(given)) input[member] = await readFlag(host, { flag: name, shape, given });
  }
  return input;
};

const isGiven = (value: unknown): value is string | boolean | readonly string[] =>
  typeof value === "string" || typeof value === "boolean" || Array.isArray(value);

const list = async <Name extends PagedName>(context: Context, request: ListRequest<Name>): Promise<void> => {
  const { settings } = context;
  if (!Object.keys(request.input).some(isPagingMember)) {
    await context.list(request);
    return;
  }
  if (
    settings.maxItems !== undefined ||
    settings.pageSize !== undefined ||
    settings.startingToken !== undefined
  ) {
    throw new UsageError(
      "--max-results and --next-token page by hand and cannot stand beside --max-items, --page-size or --starting-token.",
      "Leave out one or the other.",
    );
  }
  await context.listPage(request);
};
