/** Reading 100,000 invocations from a service in another process: over transport-aws, and with the SDK's own paginator. */
import { paginateDescribeMaintenanceWindowExecutionTaskInvocations } from "@aws-sdk/client-ssm";
import { createClient } from "@windowpane/core";
import { awsTransport } from "@windowpane/transport-aws";
import { fleetIds } from "@windowpane/transport-mock";
import { withService } from "./with-service.ts";

const input = { WindowExecutionId: fleetIds.WindowExecutionId, TaskId: fleetIds.TaskId, MaxResults: 100 };

interface Page {
  readonly WindowExecutionTaskInvocationIdentities?: readonly unknown[] | undefined;
}

/** Counts a walk's items up to an amount, after a shorter walk that lets everything be compiled. */
const count = async (walk: () => AsyncIterable<Page>, amount: number): Promise<number> => {
  let items = 0;
  for await (const { WindowExecutionTaskInvocationIdentities = [] } of walk()) {
    items += WindowExecutionTaskInvocationIdentities.length;
    if (items >= amount) break;
  }
  return items;
};

const WARM = 5000;

/** Processor time of this process alone: the service has its own. */
const measured = async (walk: () => AsyncIterable<Page>, size: number) => {
  await count(walk, WARM);
  const before = process.cpuUsage();
  const items = await count(walk, size);
  const { user, system } = process.cpuUsage(before);
  return { items, seconds: (user + system) / 1e6 };
};

/** The core's walk over transport-aws: requests and answers validated. */
export const pagesOurs = (size: number) =>
  withService({ account: "fleet" }, (client) => {
    const ours = createClient(awsTransport(client));
    return measured(() => ours.pages("DescribeMaintenanceWindowExecutionTaskInvocations", input), size);
  });

/** AWS's own paginator. It changes the input that it is given, so each walk has its own. */
export const pagesSdk = (size: number) =>
  withService({ account: "fleet" }, (client) =>
    measured(() => paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, { ...input }), size),
  );
