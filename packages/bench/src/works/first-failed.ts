/** Time until the first failed machine of 10,000 is known, with a latency of 80 ms. */
import {
  DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  GetMaintenanceWindowExecutionCommand,
  paginateDescribeMaintenanceWindowExecutionTaskInvocations,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { createClient } from "@windowpane/core";
import { badOf, collectExecution } from "@windowpane/report";
import { awsTransport } from "@windowpane/transport-aws";
import { INVOCATIONS, TaskExecutionId } from "../accounts/late-failures.ts";
import { WindowExecutionId } from "../accounts/one-window.ts";
import type { Measured } from "./measured.ts";
import { withService } from "./with-service.ts";

/** Number of unmeasured runs. The mock caches filtered lists. */
const WARM = 3;

const clocked = (find: (client: SSMClient) => Promise<void>): Promise<Measured> =>
  withService({ account: "late-failures", latency: 80 }, async (client) => {
    // Open the connections and compile the code before measuring.
    await Promise.all(Array.from({ length: 4 }, () => oneRequest(client)));
    for (let time = 0; time < WARM; time += 1) await find(client);
    const start = performance.now();
    await find(client);
    return { items: INVOCATIONS, seconds: (performance.now() - start) / 1000 };
  });

const listed = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };

const oneRequest = async (client: SSMClient): Promise<void> => {
  await client.send(new GetMaintenanceWindowExecutionCommand({ WindowExecutionId }));
};

/** The report's collector, with the task given and failures first. */
export const firstFailedOurs = (): Promise<Measured> =>
  clocked(async (client) => {
    const reports = collectExecution(createClient(awsTransport(client)), {
      WindowExecutionId,
      tasks: [TaskExecutionId],
      prefer: "failed",
    });
    for await (const { counts } of reports) if (badOf(counts) > 0) return;
    throw new Error("No machine failed");
  });

/** Page by page, as the SDK's paginator, the AWS CLI and the console do. */
export const firstFailedSdk = (): Promise<Measured> =>
  clocked(async (client) => {
    const pages = paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, { ...listed });
    for await (const { WindowExecutionTaskInvocationIdentities = [] } of pages) {
      if (WindowExecutionTaskInvocationIdentities.some(({ Status }) => Status === "FAILED")) return;
    }
    throw new Error("No machine failed");
  });

/** Lower bound: the one request whose response contains the failed machines. */
export const oneRoundTrip = (): Promise<Measured> =>
  clocked(async (client) => {
    const Filters = [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT", "CANCELLED"] }];
    await client.send(new DescribeMaintenanceWindowExecutionTaskInvocationsCommand({ ...listed, Filters }));
  });
