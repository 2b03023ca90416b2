/** What a screen or row belongs to: its window, execution, task and machine, each with its name as far as it is known. */
import type { Item } from "@windowpane/core";
import { originOfItem, originWords, type AccountRegion, type ExecutionReport } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { invocationAt, reportAt, taskAt, taskName } from "./execution.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { timeText } from "../model/time-text.ts";

/** A reference with the names that belong to its IDs. */
export interface Identity extends Omit<ItemRef, "group"> {
  /** Account and region, where several are read. */
  readonly origin?: AccountRegion | undefined;
  /** Start of the execution. */
  readonly StartTime?: Date | undefined;
  /** Name of the task's document or function. */
  readonly task?: string | undefined;
  /** Name of the machine. Absent if it has none besides its ID. */
  readonly InstanceName?: string | undefined;
}

/** The names of a reference, from everything that was read. */
export const identityOf = (findings: Findings, ref: ItemRef, since: Date): Identity => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = ref;
  const report = knownReport(findings, ref, since);
  const WindowId = ref.WindowId ?? report?.WindowId;
  const window = listedWindow(findings, WindowId);
  return {
    origin: report?.origin ?? (window && originOfItem(window)),
    WindowId,
    Name: ref.Name ?? report?.Name ?? window?.Name,
    WindowExecutionId,
    StartTime: report?.StartTime ?? listedStart(findings, ref),
    TaskExecutionId,
    task: taskName(taskAt(report, ref)?.TaskArn),
    InvocationId,
    InstanceId,
    InstanceName: InstanceId === undefined ? undefined : instanceName(findings, ref, report),
  };
};

/** The report of the execution: its own, or the one in the failures of the last day. */
export const knownReport = (findings: Findings, ref: ItemRef, since: Date): ExecutionReport | undefined =>
  ref.WindowExecutionId === undefined
    ? undefined
    : (reportAt(findings, ref) ??
      findingOf<"failures">(findings, { of: "failures", since })?.value?.executions.find(
        ({ WindowExecutionId }) => WindowExecutionId === ref.WindowExecutionId,
      ));

const listedWindow = (
  findings: Findings,
  WindowId: string | undefined,
): Item<"DescribeMaintenanceWindows"> | undefined =>
  WindowId === undefined
    ? undefined
    : findingOf<"windows">(findings, { of: "windows" })?.value?.items.find(
        (one) => one.WindowId === WindowId,
      );

const listedStart = (findings: Findings, { WindowId = "", WindowExecutionId }: ItemRef): Date | undefined =>
  WindowExecutionId === undefined
    ? undefined
    : findingOf<"executions">(findings, { of: "executions", WindowId })?.value?.items.find(
        (one) => one.WindowExecutionId === WindowExecutionId,
      )?.StartTime;

const instanceName = (
  findings: Findings,
  ref: ItemRef,
  report: ExecutionReport | undefined,
): string | undefined => {
  const machines = invocationAt(report, ref)?.machines ?? [];
  const name = machines.find(({ InstanceId }) => InstanceId === ref.InstanceId)?.InstanceName;
  if (name !== undefined && name !== "") return name;
  // A machine's history and its patches are opened without an execution.
  for (const [key, { value }] of findings) {
    if (!key.startsWith(`history ${ref.InstanceId ?? ""} `) || value === undefined) continue;
    return (value as { readonly InstanceName?: string | undefined }).InstanceName; // A history, under its own key.
  }
  return undefined;
};

/** The identity in lines of a label and a text, for texts that are copied: `Window: linux-patch-nightly, mw-0123`. */
export const identityLines = (
  {
    origin,
    WindowId,
    Name,
    WindowExecutionId,
    StartTime,
    TaskExecutionId,
    task,
    InstanceId,
    InstanceName,
  }: Identity,
  now: Date,
  utcOffset: (at: Date) => number,
): readonly string[] => {
  const start = StartTime === undefined ? undefined : timeText(StartTime, now, utcOffset, { zone: true });
  const facts: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ["Account", [origin && originWords(origin)]],
    ["Window", [Name, WindowId]],
    ["Execution", [start, WindowExecutionId]],
    ["Task", [task, TaskExecutionId]],
    ["Machine", [InstanceName, InstanceId]],
  ];
  return facts.flatMap(([label, values]) => {
    const known = values
      .filter((value) => value !== undefined)
      .map(safeLine)
      .filter((value) => value !== "");
    return known.length === 0 ? [] : [`${label}: ${known.join(", ")}`];
  });
};
