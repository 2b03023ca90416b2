/** The lists of a task's invocations: the whole one, and beside it one of only those that failed. */
import { errorMeaning } from "@windowpane/core";
import { createWaitGroup } from "../reading/wait-group.ts";
import type { AwsInvocation } from "../../model/task.ts";
import type { FailedReadGap } from "../reading/reader.ts";
import type { TaskContext } from "../context/task-context.ts";

/** What the lists are read for. */
export interface ListOptions {
  /** The token from which the whole list is read. Default: from its beginning. */
  readonly from?: string | undefined;
  /** Whether AWS calls the task a success, as far as is known now. */
  readonly isOver: () => boolean;
  /** Takes an invocation up; what it gives is waited for. */
  readonly start: (invocation: AwsInvocation, urgent: boolean) => Promise<void> | undefined;
}

const INVOCATIONS_PER_PAGE = 100;

/**
 * Statuses that are read first where failures are wanted first. AWS does not document SKIPPED_OVERLAPPING for this filter, and
 * SUCCESS can hide failures: those come with the whole list, which is always read.
 */
const failedStatuses = ["FAILED", "TIMED_OUT", "CANCELLED"] as const;

/** Reads the lists to their end, and what was started for their invocations; the gap is that of the whole list. */
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

  let failedAsked = false;
  /** The whole list tells the truth; what this one cannot read is no gap. A page of it may be empty and not the last. */
  const listFailed = (): void => {
    if (failedAsked) return;
    failedAsked = true;
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
  // A token does not live for ever; without it the list is read from its beginning, and nothing counts twice.
  if (from !== undefined && failed !== undefined && errorMeaning(failed.error) === "stale-token")
    failed = await listAll(undefined);
  // What the failed list still finds is awaited too.
  await work.wait();
  return failed;
};
