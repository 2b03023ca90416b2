/** Lists the invocations of a task: all of them and, in parallel, only those that failed. */
import { errorMeaning } from "@windowpane/core";
import { createWaitGroup } from "../reading/wait-group.ts";
import type { AwsInvocation } from "../../model/task.ts";
import type { FailedReadGap } from "../reading/reader.ts";
import type { TaskContext } from "../context/task-context.ts";

/** How to read the lists. */
export interface ListOptions {
  /** The token to resume the whole list from. Default: its beginning. */
  readonly from?: string | undefined;
  /** Whether AWS reports the task as successful, as far as is known. */
  readonly isOver: () => boolean;
  /** Starts reading an invocation. Its promise is awaited. */
  readonly start: (invocation: AwsInvocation, urgent: boolean) => Promise<void> | undefined;
}

const INVOCATIONS_PER_PAGE = 100;

/**
 * Statuses to list first. AWS does not document SKIPPED_OVERLAPPING for this filter, and SUCCESS can hide failures: those come
 * with the whole list, which is always read.
 */
const failedStatuses = ["FAILED", "TIMED_OUT", "CANCELLED"] as const;

/** Reads the lists and awaits what was started for their invocations. Returns the gap of the whole list. */
export const listInvocations = async (
  context: TaskContext,
  { from, isOver, start }: ListOptions,
): Promise<FailedReadGap | undefined> => {
  const { reader, WindowExecutionId, task, failedFirst } = context;
  const { TaskExecutionId: TaskId } = task;
  const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const input = { WindowExecutionId, TaskId, MaxResults: INVOCATIONS_PER_PAGE };
  const ids = { WindowExecutionId, TaskId };
  const work = createWaitGroup();

  let isFailedListed = false;
  /** Ignores errors: the whole list contains these invocations, too. */
  const listFailed = (): void => {
    if (isFailedListed) return;
    isFailedListed = true;
    const filtered = { ...input, Filters: [{ Key: "STATUS", Values: [...failedStatuses] }] };
    const purpose = { ids, what: "The failed invocations of a task", urgent: true };
    work.add(
      reader.list(operation, filtered, purpose, (items) => {
        for (const invocation of items) work.add(start(invocation, true));
      }),
    );
  };

  const listAll = (token: string | undefined): Promise<FailedReadGap | undefined> =>
    reader.list(
      operation,
      token === undefined ? input : { ...input, NextToken: token },
      { ids, what: "The invocations of a task" },
      (items, { isLast }) => {
        if (!isLast && failedFirst !== "never") listFailed();
        for (const invocation of items) work.add(start(invocation, false));
      },
    );

  if (failedFirst === "at-once" && !isOver()) listFailed();
  let failed = await listAll(from);
  // Tokens expire. The list is then read from its beginning; no invocation counts twice.
  if (from !== undefined && failed !== undefined && errorMeaning(failed.error) === "stale-token")
    failed = await listAll(undefined);
  // Also awaits the list of failed invocations.
  await work.wait();
  return failed;
};
