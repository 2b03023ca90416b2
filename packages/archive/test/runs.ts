/** Runs of the mock's accounts, as a collector reads them. */
import { createClient, itemsOf, type Client, type Transport } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { snapshotTransport, takeSnapshot, type OutputChoice } from "@windowpane/transport-snapshot";
import type { StoredRun } from "../src/index.ts";

/** The mock's default time. */
export const takenAt = new Date("2026-11-22T08:00:00Z");

/** Where a run is from, and what to keep of it. */
export interface RunOptions {
  readonly Account?: string;
  readonly region?: string;
  readonly includeSensitive?: boolean;
  readonly output?: OutputChoice;
  readonly patches?: boolean;
}

/** Reads one execution. */
export const takeRun = async (
  transport: Transport,
  WindowExecutionId: string,
  { Account = "111122223333", region = "eu-west-1", ...options }: RunOptions = {},
): Promise<StoredRun> => {
  const snapshot = await takeSnapshot(createClient(transport), {
    of: { executions: [WindowExecutionId] },
    takenAt,
    origin: { source: "aws", Account, region },
    output: "needed",
    ...options,
  });
  const report = await reportExecution(createClient(snapshotTransport(snapshot)), {
    WindowExecutionId,
    window: windowIn(snapshot),
    patches: true,
  });
  return { snapshot, report, sensitive: options.includeSensitive ?? false };
};

const windowIn = ({ responses }: StoredRun["snapshot"]): { WindowId?: string; Name?: string } => {
  for (const item of responses.find("DescribeMaintenanceWindows", {})?.items() ?? []) return item;
  return {};
};

/** The newest finished executions of each window of an account, in the order of its lists. */
export const finishedExecutions = async (client: Client, most = 2): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
    const page = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    const ended = itemsOf("DescribeMaintenanceWindowExecutions", page).filter(
      ({ EndTime }) => EndTime !== undefined,
    );
    ids.push(...ended.slice(0, most).map(({ WindowExecutionId = "" }) => WindowExecutionId));
  }
  return ids;
};

/** The newest finished runs of each window of the demo account, two of each by default. */
export const demoRuns = async (options: RunOptions = {}, most = 2): Promise<readonly StoredRun[]> => {
  const transport = mockTransport();
  const ids = await finishedExecutions(createClient(transport), most);
  return Promise.all(ids.map((id) => takeRun(transport, id, options)));
};
