import { isFinalCommandStatus, isInstanceId, readParameters, type Item } from "@windowpane/core";
import { handled } from "./handled.ts";
import { idsIn, machinesOfAutomation, mayPatch, namesPatches } from "./patches.ts";
import { gapOf } from "./recorder.ts";
import type { OutputChoice, TakeContext } from "./take-context.ts";

/** Takes the tasks of an execution, their invocations, and what those started; each as soon as it is listed. */
export const takeExecution = async (context: TakeContext, WindowExecutionId: string): Promise<void> => {
  const { recorder } = context;
  const parts: Promise<unknown>[] = [];
  await recorder.walk("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId }, (tasks) => {
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
  const detail = handled(recorder.ask("GetMaintenanceWindowExecutionTask", ids));
  const parts: Promise<boolean>[] = [];
  const named: unknown[] = [];
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  await recorder.walk(list, ids, (invocations) => {
    counted.invocations += invocations.length;
    for (const invocation of invocations) {
      named.push(invocation.Parameters);
      parts.push(handled(takeStarted(context, invocation)));
    }
  });
  const task = await detail;
  const patches = [...(await Promise.all(parts)), namesPatches(task?.TaskArn ?? "")].includes(true);
  // What a command does not list may still be named.
  if (patches) for (const id of idsIn([named, task?.TaskParameters])) context.patchMachines.add(id);
};

type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

/** What Systems Manager itself ran; of functions and state machines it keeps nothing. Gives whether a command may patch. */
const takeStarted = async (
  context: TakeContext,
  { ExecutionId = "", TaskType, Parameters = "" }: Invocation,
): Promise<boolean> => {
  const { documentName = "" } = readParameters(Parameters);
  let patches = namesPatches(documentName);
  if (ExecutionId === "") return patches;
  // The oldest of AWS's samples have no TaskType; they are of Run Command.
  if (TaskType === undefined || TaskType === "RUN_COMMAND")
    patches = (await takeCommand(context, ExecutionId)) || patches;
  if (TaskType === "AUTOMATION") await takeAutomation(context, ExecutionId);
  return patches;
};

const takeAutomation = async (context: TakeContext, AutomationExecutionId: string): Promise<void> => {
  const { recorder, patchMachines } = context;
  const answer = await recorder.ask("GetAutomationExecution", { AutomationExecutionId });
  const automation = answer?.AutomationExecution ?? {};
  const { DocumentName = "", StepExecutionsTruncated, TargetsSummary, StepExecutions = [] } = automation;
  // What it holds whole need not be asked for again: AWS allows an account three requests a second.
  const steps = [...StepExecutions];
  if (StepExecutionsTruncated === true)
    await recorder.walk("DescribeAutomationStepExecutions", { AutomationExecutionId }, (items) =>
      steps.push(...items),
    );
  const machines = namesPatches(DocumentName)
    ? idsIn([automation, steps])
    : machinesOfAutomation(steps, { ...answer });
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

/** Whether a step sent a command whose document does not say by its name whether it patches: a report reads its steps. */
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

const takeOwnCommand = async ({ recorder, patchMachines }: TakeContext, CommandId: string): Promise<void> => {
  await recorder.walk("ListCommandInvocations", { CommandId }, (machines) => {
    for (const machine of machines) {
      const { InstanceId = "" } = machine;
      if (isInstanceId(InstanceId) && mayPatch(machine)) patchMachines.add(InstanceId);
    }
  });
};

/** Takes the child automations of one with rate control: their list, kept under the ID of the parent, and each by itself. */
const takeTargets = async (context: TakeContext, AutomationExecutionId: string): Promise<void> => {
  const { recorder } = context;
  const operation = "DescribeAutomationExecutions";
  const Filters = [{ Key: "ParentExecutionId" as const, Values: [AutomationExecutionId] }];
  const children: Item<typeof operation>[] = [];
  const failed = await recorder.reader.list(operation, { Filters, MaxResults: 50 }, (items) =>
    children.push(...items),
  );
  recorder.keepItems(operation, { AutomationExecutionId }, children, failed && gapOf(failed));
  const ids = children.flatMap((child) => child.AutomationExecutionId ?? []);
  await Promise.all(ids.map((id) => handled(takeAutomation(context, id))));
};

/** Takes what a command did on its machines, and the whole output of their steps. Gives whether it may patch. */
const takeCommand = async (context: TakeContext, CommandId: string): Promise<boolean> => {
  const { recorder, counted, output, patchMachines } = context;
  const outputs: Promise<unknown>[] = [];
  let patches = false;
  await recorder.walk("ListCommandInvocations", { CommandId }, (machines) => {
    counted.machines += machines.length;
    for (const machine of machines) {
      const { InstanceId = "", CommandPlugins = [] } = machine;
      // An id that the service itself would refuse cannot be asked about.
      if (!isInstanceId(InstanceId)) continue;
      if (mayPatch(machine)) {
        patches = true;
        patchMachines.add(InstanceId);
      }
      for (const plugin of CommandPlugins) {
        if (!isWanted(plugin, output)) continue;
        const { Name } = plugin;
        const ids = { CommandId, InstanceId, ...(Name === undefined ? {} : { PluginName: Name }) };
        outputs.push(handled(recorder.ask("GetCommandInvocation", ids)));
      }
    }
  });
  await Promise.all(outputs);
  return patches;
};

type Plugin = NonNullable<Item<"ListCommandInvocations">["CommandPlugins"]>[number];

/** A step that has not ended, or never began, has nothing that could be asked for. */
const isWanted = ({ Status, ResponseCode, Output = "" }: Plugin, choice: OutputChoice): boolean => {
  if (!isFinalCommandStatus(Status) || (ResponseCode === -1 && Output === "")) return false;
  return choice === "all" || Status !== "Success" || isCut(Output);
};

/** The list gives up to 2,500 characters, and marks where the agent cut. */
const isCut = (text: string): boolean =>
  text.length >= 2500 || /output truncated|error truncated/i.test(text);
