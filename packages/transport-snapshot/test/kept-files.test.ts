/** Files that earlier versions of Windowpane wrote stay readable: users keep them for years. */
import { readFileSync } from "node:fs";
import { createClient } from "@windowpane/core";
import { fleetIds } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { readSnapshot, snapshotTransport } from "../src/index.ts";

const { WindowExecutionId, TaskId } = fleetIds;

it("reads a file of version 2 of the format, with its executions and output", async () => {
  const file = readFileSync(new URL("fixtures/version-2.json", import.meta.url));
  const client = createClient(snapshotTransport(await readSnapshot(new Uint8Array(file))));
  const execution = await client.call("GetMaintenanceWindowExecution", { WindowExecutionId });
  expect(execution).toMatchObject({ Status: "FAILED", StartTime: new Date("2026-11-22T05:00:00Z") });

  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const outputs: (string | undefined)[] = [];
  for await (const { ExecutionId: CommandId } of client.items(list, { WindowExecutionId, TaskId })) {
    const request = { CommandId, Details: true };
    for await (const { Status, CommandPlugins } of client.items("ListCommandInvocations", request))
      outputs.push(`${Status}: ${CommandPlugins?.[0]?.Output?.split("\n")[0]}`);
  }
  expect(outputs).toEqual([
    "Success: Dependencies resolved.",
    "Success: Dependencies resolved.",
    "TimedOut: Downloading Packages:",
  ]);
});
