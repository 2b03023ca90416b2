/** Starts the program and the AWS CLI with the same request to the same server. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fleetIds } from "@windowpane/transport-mock";
import { awsCli } from "./aws-cli.ts";
import { addressOf } from "./address-of.ts";
import type { Measured } from "./measured.ts";
import { memoryOf, runProgram, untilFirstItem, type Program } from "./run-program.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const { WindowExecutionId, TaskId } = fleetIds;

/** Starts Node with an empty script. */
export const startNode = (): Promise<Measured> => runProgram({ command: [process.execPath, "-e", "0"] });

/** Prints the help. */
export const startHelp = (): Promise<Measured> => runProgram({ command: [process.execPath, main, "--help"] });

/** Prints `size` invocations as a table, in pages of up to 100. */
export const tableOurs = (size: number): Promise<Measured> => withFleet((url) => runProgram(ours(url, size)));

export const tableAws = (size: number): Promise<Measured> =>
  withFleet((url) => runProgram(aws(url, size, ["--output", "table"])));

/** Prints them as JSON. */
export const jsonOurs = (size: number): Promise<Measured> =>
  withFleet((url) => runProgram(ours(url, size, ["--output", "json"])));

export const jsonAws = (size: number): Promise<Measured> => withFleet((url) => runProgram(aws(url, size)));

/** Time until the first of `size` rows is printed. */
export const firstRow = (size: number): Promise<Measured> =>
  withFleet((url) => untilFirstItem(ours(url, size)));

/** Peak memory of printing `size` rows. */
export const tableMemory = (size: number): Promise<Measured> => withFleet((url) => memoryOf(ours(url, size)));

export const jsonMemory = (size: number): Promise<Measured> =>
  withFleet((url) => memoryOf(ours(url, size, ["--output", "json"])));

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

/** Serves a fleet of 100,000 invocations to one program. */
const withFleet = async (use: (url: string) => Promise<Measured>): Promise<Measured> => {
  const child = spawn(process.execPath, [main, "serve", "--source", "demo:fleet:100000", "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const url = await addressOf(child);
    // Warm up: the server's first responses take ten times as long as later ones.
    for (let time = 0; time < 20; time += 1) await firstPage(url);
    return await use(url);
  } finally {
    child.kill("SIGTERM");
  }
};

const firstPage = async (url: string): Promise<void> => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonSSM.DescribeMaintenanceWindowExecutionTaskInvocations",
    },
    body: JSON.stringify({ WindowExecutionId, TaskId, MaxResults: 50 }),
  });
  if (!response.ok) throw new Error(`The server responded with status ${response.status}`);
  await response.arrayBuffer();
};
