/** Starts the program and the AWS CLI with the same request to the same server. */
import { fileURLToPath } from "node:url";
import { fleetIds } from "@windowpane/transport-mock";
import { awsCli } from "./aws-cli.ts";
import type { Measured } from "./measured.ts";
import { memoryOf, runProgram, untilFirstItem, type Program } from "./run-program.ts";
import { withFleet } from "./with-fleet.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const { WindowExecutionId, TaskId } = fleetIds;

/** Number of invocations that the server has. */
const FLEET = 100_000;

/** Starts Node with an empty script. */
export const startNode = (): Promise<Measured> => runProgram({ command: [process.execPath, "-e", "0"] });

/** Prints the help. */
export const startHelp = (): Promise<Measured> => runProgram({ command: [process.execPath, main, "--help"] });

/** Prints `size` invocations as a table, in pages of up to 100. */
export const tableOurs = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => runProgram(ours(url, size)));

export const tableAws = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => runProgram(aws(url, size, ["--output", "table"])));

/** Prints them as JSON. */
export const jsonOurs = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => runProgram(ours(url, size, ["--output", "json"])));

export const jsonAws = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => runProgram(aws(url, size)));

/** Time until the first of `size` rows is printed. */
export const firstRow = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => untilFirstItem(ours(url, size)));

/** Peak memory of printing `size` rows. */
export const tableMemory = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => memoryOf(ours(url, size)));

export const jsonMemory = (size: number): Promise<Measured> =>
  withFleet(FLEET, (url) => memoryOf(ours(url, size, ["--output", "json"])));

const amount = (size: number): readonly string[] => [
  "--max-items",
  String(size),
  "--page-size",
  String(Math.min(size, 100)),
];

/** Start of the fleet's target IDs: each invocation contains one, in every format. */
const item = "f1ee7000-46c0-4e13-8a2d-0d5b9c7f";

const ours = (url: string, size: number, words: readonly string[] = []): Program => ({
  command: [
    process.execPath,
    main,
    "invocations",
    WindowExecutionId,
    TaskId,
    "--source",
    url,
    ...amount(size),
    ...words,
  ],
  item,
});

const aws = (url: string, size: number, words: readonly string[] = []): Program => ({
  command: [
    awsCli(),
    "ssm",
    "describe-maintenance-window-execution-task-invocations",
    "--window-execution-id",
    WindowExecutionId,
    "--task-id",
    TaskId,
    "--endpoint-url",
    url,
    ...amount(size),
    ...words,
  ],
  env: {
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_PAGER: "",
  },
  item,
});
