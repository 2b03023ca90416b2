import { automationStatuses, type AutomationExecutionMetadata } from "@windowpane/core";
import {
  after,
  before,
  equalTo,
  readFilters,
  wordOf,
  type FilterReader,
  type ItemTest,
} from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { automationMetadataAt } from "../view/automation.ts";
import type { MockAction } from "./action.ts";
import { automationOf } from "./find.ts";

/**
 * Lists automation executions, running and finished, newest first (unverified). It rejects AWS's filter keys `TagKey` and
 * `TargetResourceGroup` as InvalidFilterKey: plans have no such data, and an empty list would look like a result.
 * `AutomationSubtype` and `OpsItemId` match nothing, because plans have neither change requests nor OpsItems.
 * `ParentExecutionId` finds the children in the plan's account and region only (unverified).
 */
export const describeAutomationExecutions: MockAction<"DescribeAutomationExecutions"> = (input, context) => {
  const passes = readFilters(input.Filters, keys, context);
  const invocations = context.store.automationInvocations;
  const { items, rest } = readPage(
    input,
    {
      end: invocations.length,
      at: (position) => {
        const started = invocations.at(position);
        const automation = started === undefined ? undefined : automationOf(started, context);
        if (automation === undefined) return undefined;
        const metadata = automationMetadataAt(automation, context.now);
        return passes(metadata) ? metadata : undefined;
      },
    },
    context,
  );
  return { AutomationExecutionMetadataList: items, ...rest };
};

const never = (): ItemTest<AutomationExecutionMetadata> => () => false;

const keys: Readonly<Record<string, FilterReader<AutomationExecutionMetadata>>> = {
  DocumentNamePrefix:
    (value) =>
    ({ DocumentName = "" }) =>
      DocumentName.startsWith(value),
  ExecutionStatus: wordOf(automationStatuses, (automation) => automation.AutomationExecutionStatus),
  ExecutionId: equalTo((automation) => automation.AutomationExecutionId),
  ParentExecutionId: equalTo((automation) => automation.ParentAutomationExecutionId),
  CurrentAction: equalTo((automation) => automation.CurrentAction),
  StartTimeBefore: before((automation) => automation.ExecutionStartTime),
  StartTimeAfter: after((automation) => automation.ExecutionStartTime),
  AutomationType: wordOf(["Local", "CrossAccount"], (automation) => automation.AutomationType),
  AutomationSubtype: wordOf(["ChangeRequest", "AccessRequest"], (automation) => automation.AutomationSubtype),
  OpsItemId: never,
};
