import { isFinished, isFinishedAutomation, isFinishedCommand } from "../finished.ts";
import type { Input, OperationName, Output } from "../operations.ts";

/** Tells which answers can never change, from what earlier answers have shown. */
export interface Settledness {
  /** Takes note of what an answer shows to be finished. */
  learn(operation: OperationName, input: object, answer: unknown): void;
  /** Whether this answer is final. In doubt it is not. */
  isSettled(operation: OperationName, input: object, answer: unknown): boolean;
}

/**
 * A thing asked for by id is settled when its own status is final. A list is settled when all its items are and
 * nothing can join them, that is, when what it belongs to was seen finished: a cancelled execution lets running tasks
 * finish, so neither half suffices alone.
 */
export const settledness = ({ maxEntries }: { readonly maxEntries: number }): Settledness => {
  const finished = new Set<string>();
  const note = (id: string | undefined): void => {
    if (id === undefined || id === "") return;
    finished.add(id);
    for (const oldest of finished) {
      if (finished.size <= maxEntries) break;
      finished.delete(oldest);
    }
  };
  const knows = (id: string | undefined): boolean => id !== undefined && finished.has(id);

  return {
    learn(operation, input, answer) {
      const [lesson, request, output] = look(lessons, operation, input, answer);
      for (const id of lesson?.(request, output, knows) ?? []) note(id);
    },
    isSettled(operation, input, answer) {
      const [rule, request, output] = look(rules, operation, input, answer);
      return rule?.(request, output, knows) ?? false;
    },
  };
};

type Knows = (id: string | undefined) => boolean;
type Table<Result> = {
  readonly [Name in OperationName]?: (input: Input<Name>, output: Output<Name>, knows: Knows) => Result;
};
type Entry<Result> = (input: never, output: never, knows: Knows) => Result;

/** Pairs an operation's entry with its input and output, which the table types only name by name. */
const look = <Result>(
  table: Table<Result>,
  operation: OperationName,
  input: object,
  answer: unknown,
): readonly [Entry<Result> | undefined, never, never] => {
  const output = typeof answer === "object" && answer !== null ? answer : {};
  return [table[operation], input as never, output as never];
};

/** Which ids an answer shows to be finished. */
const lessons: Table<readonly (string | undefined)[]> = {
  DescribeMaintenanceWindowExecutions: (_, { WindowExecutions = [] }) =>
    WindowExecutions.flatMap((execution) =>
      isFinished(execution.Status) ? [execution.WindowExecutionId] : [],
    ),
  GetMaintenanceWindowExecution: ({ WindowExecutionId }, { Status }) =>
    isFinished(Status) ? [WindowExecutionId] : [],
  DescribeMaintenanceWindowExecutionTaskInvocations: (
    { WindowExecutionId },
    { WindowExecutionTaskInvocationIdentities = [] },
    knows,
  ) =>
    knows(WindowExecutionId)
      ? WindowExecutionTaskInvocationIdentities.flatMap((invocation) =>
          isFinished(invocation.Status) ? [invocation.ExecutionId] : [],
        )
      : [],
  GetAutomationExecution: ({ AutomationExecutionId }, { AutomationExecution }) =>
    isFinishedAutomation(AutomationExecution?.AutomationExecutionStatus) ? [AutomationExecutionId] : [],
};

const rules: Table<boolean> = {
  GetMaintenanceWindowExecution: (_, { Status }) => isFinished(Status),
  GetMaintenanceWindowExecutionTask: (_, { Status }) => isFinished(Status),
  GetMaintenanceWindowExecutionTaskInvocation: (_, { Status }) => isFinished(Status),
  DescribeMaintenanceWindowExecutionTasks: (input, { WindowExecutionTaskIdentities = [] }, knows) =>
    knows(input.WindowExecutionId) && WindowExecutionTaskIdentities.every(({ Status }) => isFinished(Status)),
  DescribeMaintenanceWindowExecutionTaskInvocations: (
    input,
    { WindowExecutionTaskInvocationIdentities = [] },
    knows,
  ) =>
    knows(input.WindowExecutionId) &&
    WindowExecutionTaskInvocationIdentities.every(({ Status }) => isFinished(Status)),
  // A command that the service does not know yet gives an empty list, so an empty one is never final.
  ListCommandInvocations: (input, { CommandInvocations = [] }, knows) =>
    knows(input.CommandId) &&
    CommandInvocations.length > 0 &&
    CommandInvocations.every(({ Status }) => isFinishedCommand(Status)),
  GetCommandInvocation: (_, { Status }) => isFinishedCommand(Status),
  GetAutomationExecution: (_, { AutomationExecution }) =>
    isFinishedAutomation(AutomationExecution?.AutomationExecutionStatus),
  DescribeAutomationStepExecutions: (input, { StepExecutions = [] }, knows) =>
    knows(input.AutomationExecutionId) &&
    StepExecutions.every(({ StepStatus }) => isFinishedAutomation(StepStatus)),
};
