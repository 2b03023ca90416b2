/** Lists 100,000 invocations of a service in another process, with transport-aws and with the SDK's paginator. */
import { paginateDescribeMaintenanceWindowExecutionTaskInvocations } from "@aws-sdk/client-ssm";
import { createClient } from "@windowpane/core";
import { awsTransport } from "@windowpane/transport-aws";
import { fleetIds } from "@windowpane/transport-mock";
import { withService } from "./with-service.ts";

const input = { WindowExecutionId: fleetIds.WindowExecutionId, TaskId: fleetIds.TaskId, MaxResults: 100 };

interface Page {
  readonly WindowExecutionTaskInvocationIdentities?: readonly unknown[] | undefined;
}

/** Counts the items of a list up to `amount`. */
const count = async (walk: () => AsyncIterable<Page>, amount: number): Promise<number> => {
  let items = 0;
  for await (const { WindowExecutionTaskInvocationIdentities = [] } of walk()) {
    items += WindowExecutionTaskInvocationIdentities.length;
    if (items >= amount) break;
  }
  return items;
};

const WARM = 5000;

/** CPU time of this process, without the service's, after a warm-up. */
const measured = async (walk: () => AsyncIterable<Page>, size: number) => {
  await count(walk, WARM);
  const before = process.cpuUsage();
  const items = await count(walk, size);
  const { user, system } = process.cpuUsage(before);
  return { items, seconds: (user + system) / 1e6 };
};

/** The core's pages over transport-aws, with validated requests and responses. */
export const pagesOurs = (size: number) =>
  withService({ account: "fleet" }, (client) => {
    const ours = createClient(awsTransport(client));
    return measured(() => ours.pages("DescribeMaintenanceWindowExecutionTaskInvocations", input), size);
  });

/** The SDK's paginator. It changes its input, so each list gets a copy. */
export const pagesSdk = (size: number) =>
  withService({ account: "fleet" }, (client) =>
    measured(() => paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, { ...input }), size),
  );
