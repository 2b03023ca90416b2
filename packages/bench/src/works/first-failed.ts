/** How long it takes until the first failed machine of 10,000 is known, over a way of 80 ms. */
import {
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

const clocked = (find: (client: SSMClient) => Promise<void>): Promise<Measured> =>
  withService({ account: "late-failures", latency: 80 }, async (client) => {
    // Connections are opened and code is compiled before: both ways meet them open and warm.
    await Promise.all(Array.from({ length: 4 }, () => oneRequest(client)));
    await find(client);
    const start = performance.now();
    await find(client);
    return { items: INVOCATIONS, seconds: (performance.now() - start) / 1000 };
  });

const oneRequest = async (client: SSMClient): Promise<void> => {
  await client.send(new GetMaintenanceWindowExecutionCommand({ WindowExecutionId }));
};

/** The report's collector, which is told the task and prefers what failed. */
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

/** Page after page, as the SDK's paginator, the CLI and the console do it. */
export const firstFailedSdk = (): Promise<Measured> =>
  clocked(async (client) => {
    const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };
    const pages = paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, input);
    for await (const { WindowExecutionTaskInvocationIdentities = [] } of pages) {
      if (WindowExecutionTaskInvocationIdentities.some(({ Status }) => Status === "FAILED")) return;
    }
    throw new Error("No machine failed");
  });

/** What cannot be undercut: a single request. */
export const oneRoundTrip = (): Promise<Measured> => clocked(oneRequest);
