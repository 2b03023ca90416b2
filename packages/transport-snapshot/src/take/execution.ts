import { isFinalCommandStatus, isInstanceId, type Item, readParameters } from "@windowpane/core";
import { handled, type OutputChoice, type TakeContext } from "./context.ts";
import { idsIn, machinesOfAutomation, mayPatch, namesPatches } from "./patches.ts";
import { gapOf } from "./recorder.ts";

/** Records the tasks of an execution with their invocations, commands and automations. Starts each as soon as it is listed. */
export const takeExecution = async (context: TakeContext, WindowExecutionId: string): Promise<void> => {
  const { recorder } = context;
  const parts: Promise<unknown>[] = [];
  await recorder.list("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId }, (tasks) => {
    for (const { TaskExecutionId } of tasks) {
      if (TaskExecutionId !== undefined)
        parts.push(handled(takeTask(context, { WindowExecutionId, TaskId: TaskExecutionId })));
    }
  });
  await Promise.all(parts);
};

const takeTask = async (
  context: TakeContext,
  ids: { readonly WindowExecutionId: string; readonly TaskId: string },
): Promise<void> => {
  const { recorder, counted } = context;
  const detail = handled(recorder.call("GetMaintenanceWindowExecutionTask", ids));
  const parts: Promise<boolean>[] = [];
  const named: unknown[] = [];
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  await recorder.list(list, ids, (invocations) => {
    counted.invocations += invocations.length;
    for (const invocation of invocations) {
      named.push(invocation.Parameters);
      parts.push(handled(takeStarted(context, invocation)));
    }
  });
  const task = await detail;
  const patches = [...(await Promise.all(parts)), namesPatches(task?.TaskArn ?? "")].includes(true);
  // Parameters can name machines that the command does not list.
  if (patches) for (const id of idsIn([named, task?.TaskParameters])) context.patchMachines.add(id);
};

type ListedInvocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

/** Records the command or automation of an invocation. Returns whether it may patch. */
const takeStarted = async (
  context: TakeContext,
  { ExecutionId = "", TaskType, Parameters = "" }: ListedInvocation,
): Promise<boolean> => {
  const { documentName = "" } = readParameters(Parameters);
  let patches = namesPatches(documentName);
  if (ExecutionId === "") return patches;
  // AWS's oldest samples, of Run Command, have no TaskType.
  if (TaskType === undefined || TaskType === "RUN_COMMAND")
    patches = (await takeCommand(context, ExecutionId)) || patches;
  if (TaskType === "AUTOMATION") await takeAutomation(context, ExecutionId);
  return patches;
};

const takeAutomation = async (context: TakeContext, AutomationExecutionId: string): Promise<void> => {
  const { recorder, patchMachines } = context;
  const response = await recorder.call("GetAutomationExecution", { AutomationExecutionId });
  const automation = response?.AutomationExecution ?? {};
  const { DocumentName = "", StepExecutionsTruncated, TargetsSummary, StepExecutions = [] } = automation;
  // Steps are listed only if truncated, because AWS allows an account three requests per second.
  const steps = [...StepExecutions];
  if (StepExecutionsTruncated === true)
    await recorder.list("DescribeAutomationStepExecutions", { AutomationExecutionId }, (items) =>
      steps.push(...items),
    );
  const machines = namesPatches(DocumentName)
    ? idsIn([automation, steps])
    : machinesOfAutomation(steps, { ...response });
  for (const id of machines) patchMachines.add(id);
  if (TargetsSummary !== undefined) await takeTargets(context, AutomationExecutionId);
  const inner = steps.filter(({ Action }) => Action === "aws:executeAutomation");
  const started = inner.flatMap(({ Outputs }) => Outputs?.["ExecutionId"] ?? []);
  const commands = steps.filter(sendsOwnDocument).flatMap(({ Outputs }) => Outputs?.["CommandId"] ?? []);
  await Promise.all([
    ...started.map((id) => handled(takeAutomation(context, id))),
    ...commands.map((id) => handled(takeOwnCommand(context, id))),
  ]);
};

/** Whether a step sent a command whose document name does not show whether it patches. Reports then read its steps. */
const sendsOwnDocument = ({
  Outputs = {},
  Inputs = {},
}: Item<"DescribeAutomationStepExecutions">): boolean => {
  const name = (Inputs["DocumentName"] ?? "").replaceAll('"', "");
  return (
    "CommandId" in Outputs &&
    (name === "AWS-RunDocument" || !/^(?:.*\/)?(?:AWS|Amazon)[A-Za-z]*-/u.test(name))
  );
};

const takeOwnCommand = async (
  { recorder, counted, patchMachines }: TakeContext,
  CommandId: string,
): Promise<void> => {
  await recorder.list("ListCommandInvocations", { CommandId }, (machines) => {
    counted.machines += machines.length;
    for (const machine of machines) {
      const { InstanceId = "" } = machine;
      if (isInstanceId(InstanceId) && mayPatch(machine)) patchMachines.add(InstanceId);
    }
  });
};

/** Records the child automations of a rate-controlled one: their list under the parent's ID, and each of them. */
const takeTargets = async (context: TakeContext, AutomationExecutionId: string): Promise<void> => {
  const { recorder } = context;
  const operation = "DescribeAutomationExecutions";
  const Filters = [{ Key: "ParentExecutionId" as const, Values: [AutomationExecutionId] }];
  const children: Item<typeof operation>[] = [];
  const failed = await recorder.reader.list(operation, { Filters, MaxResults: 50 }, (items) =>
    children.push(...items),
  );
  recorder.recordItems(operation, { AutomationExecutionId }, children, failed && gapOf(failed));
  const ids = children.flatMap((child) => child.AutomationExecutionId ?? []);
  await Promise.all(ids.map((id) => handled(takeAutomation(context, id))));
};

/** Records the command invocations of a command with the output of their steps. Returns whether it may patch. */
const takeCommand = async (context: TakeContext, CommandId: string): Promise<boolean> => {
  const { recorder, counted, output, patchMachines } = context;
  const outputs: Promise<unknown>[] = [];
  let patches = false;
  await recorder.list("ListCommandInvocations", { CommandId }, (machines) => {
    counted.machines += machines.length;
    for (const machine of machines) {
      const { InstanceId = "", CommandPlugins = [] } = machine;
      // The service rejects requests with an invalid instance ID.
      if (!isInstanceId(InstanceId)) continue;
      if (mayPatch(machine)) {
        patches = true;
        patchMachines.add(InstanceId);
      }
      for (const plugin of CommandPlugins) {
        if (!isWanted(plugin, output)) continue;
        const { Name } = plugin;
        const ids = { CommandId, InstanceId, ...(Name === undefined ? {} : { PluginName: Name }) };
        outputs.push(handled(recorder.call("GetCommandInvocation", ids)));
      }
    }
  });
  await Promise.all(outputs);
  return patches;
};

type Plugin = NonNullable<Item<"ListCommandInvocations">["CommandPlugins"]>[number];

/** Whether to read a step's output. A step that has not ended or did not start has none. */
const isWanted = ({ Status, ResponseCode, Output = "" }: Plugin, choice: OutputChoice): boolean => {
  if (!isFinalCommandStatus(Status) || (ResponseCode === -1 && Output === "")) return false;
  return choice === "all" || Status !== "Success" || isTruncated(Output);
};

/** Whether a list's output, of up to 2,500 characters, is truncated. */
export const isTruncated = (text: string): boolean =>
  text.length >= 2500 || /output truncated|error truncated/i.test(text);
