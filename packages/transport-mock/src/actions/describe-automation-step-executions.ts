import { automationStatuses, type StepExecution } from "@windowpane/core";
import { after, before, equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { stepsAt } from "../view/automation.ts";
import type { MockAction } from "./action.ts";
import { findAutomation } from "./find.ts";

/** Lists the steps of an automation in order, or in reverse with `ReverseOrder`. */
export const describeAutomationStepExecutions: MockAction<"DescribeAutomationStepExecutions"> = (
  input,
  context,
) => {
  const { AutomationExecutionId, Filters, ReverseOrder = false } = input;
  const passes = readFilters(Filters, keys, context);
  const inOrder = stepsAt(findAutomation(AutomationExecutionId, context), context.now);
  const steps = ReverseOrder ? inOrder.toReversed() : inOrder;
  const { items, rest } = readPage(
    input,
    {
      end: steps.length,
      at: (index) => {
        const step = steps[index];
        return step !== undefined && passes(step) ? step : undefined;
      },
    },
    context,
  );
  return { StepExecutions: items, ...rest };
};

/** Steps of a plan have no parent step, because plans have no loops. */
const never: FilterReader<StepExecution> = () => () => false;

const keys: Readonly<Record<string, FilterReader<StepExecution>>> = {
  StartTimeBefore: before((step) => step.ExecutionStartTime),
  StartTimeAfter: after((step) => step.ExecutionStartTime),
  StepExecutionStatus: wordOf(automationStatuses, (step) => step.StepStatus),
  StepExecutionId: equalTo((step) => step.StepExecutionId),
  StepName: equalTo((step) => step.StepName),
  Action: equalTo((step) => step.Action),
  ParentStepExecutionId: never,
  ParentStepIteration: never,
  ParentStepIteratorValue: never,
};
