import type { Input } from "@windowpane/core";
import type { HeldList, Store } from "./store.ts";

/** The steps of an automation: listed on their own only where the automation itself does not hold them all. */
export const listSteps = (store: Store, input: Input<"DescribeAutomationStepExecutions">): HeldList => {
  const { AutomationExecutionId, ReverseOrder = false } = input;
  const operation = "DescribeAutomationStepExecutions";
  const ids = { AutomationExecutionId };
  const list = store.has(operation, ids) ? store.list(operation, ids) : heldSteps(store, ids);
  return ReverseOrder ? { ...list, items: list.items.toReversed() } : list;
};

const heldSteps = (store: Store, ids: object): HeldList => {
  const answer = store.answer("GetAutomationExecution", ids, "DescribeAutomationStepExecutions");
  const automation: unknown = Reflect.get(answer, "AutomationExecution");
  const steps: unknown =
    typeof automation === "object" && automation !== null
      ? Reflect.get(automation, "StepExecutions")
      : undefined;
  // What stands there was read as AWS's answer; the core looks at it again when it is asked for.
  return { items: Array.isArray(steps) ? (steps as readonly object[]) : [] };
};
