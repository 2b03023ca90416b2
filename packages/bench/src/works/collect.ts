/** Everything of an execution of 100 tasks with 100 invocations each, where 10 requests a second are let through. */
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

/** With the rate handed in. */
export const collectKnown = (): Promise<Measured> => collect(limit);

/** With nothing known of it. */
export const collectLearned = (): Promise<Measured> => collect(undefined);

/** What the result alone makes of so many requests: computed, not run. */
export const collectBound = async (): Promise<Measured> => ({
  items: TASKS * CALLS,
  seconds: (REQUESTS - limit.burst) / limit.rate + latency / 1000,
});

/** The SDK as it comes: a paginator for each task, as many at once; a list that ends with an error is lost. */
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
  if (items !== CALLS) throw new Error(`task ${task} gave ${items} invocations`);
};
