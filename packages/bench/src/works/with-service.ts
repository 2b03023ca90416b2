import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { AccountName } from "../accounts/index.ts";
import { addressOf } from "./address-of.ts";

/** Options of the service in the other process. */
export interface ServiceOptions {
  readonly account: AccountName;
  /** Milliseconds before each response. Default: 0. */
  readonly latency?: number;
  /** Rate limit: requests per second, and burst. Default: none. */
  readonly limit?: { readonly rate: number; readonly burst: number };
}

/** Starts a service, calls `use` with an SDK client for it, and stops the service. */
export const withService = async <Result>(
  { account, latency = 0, limit }: ServiceOptions,
  use: (client: SSMClient) => Promise<Result>,
): Promise<Result> => {
  const server = fileURLToPath(new URL("../servers/service.ts", import.meta.url));
  const limits = limit === undefined ? [] : [String(limit.rate), String(limit.burst)];
  const child = spawn(process.execPath, [server, account, String(latency), ...limits], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const client = new SSMClient({
      endpoint: await addressOf(child),
      region: "eu-central-1",
      credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    });
    return await use(client);
  } finally {
    child.kill("SIGTERM");
  }
};
