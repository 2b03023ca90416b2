/** `windowpane call OPERATION`: every operation under the AWS CLI's name, with the AWS CLI's flags. */
import {
  isPaged,
  operationNames,
  operations,
  shapeOf,
  type Input,
  type OperationName,
  type PagedName,
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
import { skeletonOf } from "./skeleton.ts";

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
  const input = await readInput(context, operation);
  const skeleton = context.options["generateCliSkeleton"];
  if (skeleton !== undefined) {
    await context.console.result(
      skeleton === "yaml-input"
        ? (await import("./yaml-input.ts")).yamlSkeleton(shapeOf(operation, "input"))
        : jsonText(skeletonOf(shapeOf(operation, skeleton === "output" ? "output" : "input"))),
    );
    return exitCodes.done;
  }
  if (operations[operation].effect === "write") await confirmWrite(context, operation, input);
  // The core validates the input, which was read from this operation's flags.
  if (isPaged(operation)) await callPaged(context, { operation, input });
  else await get(context, { operation, input: input as Input<typeof operation> });
  return exitCodes.done;
};

const readInput = async ({ options, host }: Context, operation: OperationName): Promise<object> => {
  const input: Record<string, unknown> = { ...(await readWholeInput(host, options)) };
  for (const { member, shape, flag: name, key } of memberFlags(operation)) {
    // A list without values is empty.
    const value = shape.type === "list" && options[key] === true ? [] : options[key];
    if (isFlagValue(value)) input[member] = await readFlag(host, { flag: name, shape, value });
  }
  return input;
};

/** The input of `--cli-input-json` or `--cli-input-yaml`; without them, empty. */
const readWholeInput = async (host: Context["host"], options: Context["options"]): Promise<object> => {
  const { cliInputJson: json, cliInputYaml: yaml } = options;
  if (json !== undefined && yaml !== undefined) {
    throw new UsageError("--cli-input-json and --cli-input-yaml cannot be combined.", "Omit one of them.");
  }
  const text = json ?? yaml;
  if (typeof text !== "string") return {};
  const [flag, read, skeleton] =
    json === undefined
      ? ([
          "--cli-input-yaml",
          (await import("./yaml-input.ts")).readYaml,
          "--generate-cli-skeleton yaml-input",
        ] as const)
      : (["--cli-input-json", readJson, "--generate-cli-skeleton"] as const);
  const input = read(flag, await readParameter(host, flag, text));
  if (typeof input === "object" && input !== null && !Array.isArray(input)) return input;
  throw new UsageError(
    `${flag} must be ${json === undefined ? "a YAML mapping" : "a JSON object"}.`,
    `Run with ${skeleton} for a template.`,
  );
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
