import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fleetIds } from "@windowpane/transport-mock";
import { addressOf } from "./address-of.ts";
import type { Measured } from "./measured.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const { WindowExecutionId, TaskId } = fleetIds;

/** Serves a fleet of `size` invocations from another process, and calls `use` with its address. */
export const withFleet = async (size: number, use: (url: string) => Promise<Measured>): Promise<Measured> => {
  const child = spawn(process.execPath, [main, "serve", "--source", `demo:fleet:${size}`, "--port", "0"], {
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
