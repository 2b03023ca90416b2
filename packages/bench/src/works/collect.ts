/** Reads an execution of 100 tasks with 100 invocations each, with a limit of 10 requests per second. */
import {
  paginateDescribeMaintenanceWindowExecutionTaskInvocations,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import { createClient, createPace, withPace, withRetry } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { awsTransport } from "@windowpane/transport-aws";
import { CALLS, REQUESTS, taskId, TASKS } from "../accounts/hundred-tasks.ts";
import { WindowExecutionId } from "../accounts/one-window.ts";
import type { Measured } from "./measured.ts";
import { withService } from "./with-service.ts";

const limit = { rate: 10, burst: 10 };
const latency = 80;
const service = { account: "hundred-tasks", latency, limit } as const;
const AT_ONCE = 32;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));

const collect = (known: typeof limit | undefined): Promise<Measured> =>
  withService(service, async (ssm) => {
    const pace = createPace({ now: () => performance.now(), sleep, ...known });
    const transport = withRetry(withPace(awsTransport(ssm), pace), {
      sleep,
      random: Math.random,
      attempts: 5,
      throttledAttempts: 10,
    });
    const start = performance.now();
    const report = await reportExecution(createClient(transport), {
      WindowExecutionId,
      concurrency: AT_ONCE,
    });
    return {
      items: report.counts.total,
      seconds: (performance.now() - start) / 1000,
      lost: report.gaps.reduce((sum, { count }) => sum + count, 0),
    };
  });

/** Collects with the rate known in advance. */
export const collectKnown = (): Promise<Measured> => collect(limit);

/** Collects with the rate learned from throttling. */
export const collectLearned = (): Promise<Measured> => collect(undefined);

/** Lower bound, computed from the number of requests and the rate limit. */
export const collectBound = async (): Promise<Measured> => ({
  items: TASKS * CALLS,
  seconds: (REQUESTS - limit.burst) / limit.rate + latency / 1000,
});

/** Collects with the SDK's defaults: a paginator per task, as many in parallel. A list that ends with an error counts as lost. */
export const collectSdk = (): Promise<Measured> =>
  withService(service, async (client) => {
    let next = 0;
    let lost = 0;
    const reader = async (): Promise<void> => {
      while (next < TASKS) {
        const task = next;
        next += 1;
        await readTask(client, task).catch(() => {
          lost += 1;
        });
      }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, reader));
    return { items: TASKS * CALLS, seconds: (performance.now() - start) / 1000, lost };
  });

const readTask = async (client: SSMClient, task: number): Promise<void> => {
  const input = { WindowExecutionId, TaskId: taskId(task), MaxResults: 100 };
  let items = 0;
  for await (const page of paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, input)) {
    items += page.WindowExecutionTaskInvocationIdentities?.length ?? 0;
  }
  if (items !== CALLS) throw new Error(`task ${task} returned ${items} invocations`);
};
