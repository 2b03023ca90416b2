/** AUTOMATION that patches: a runbook with a step that sends AWS-RunPatchBaseline to a machine. */
import type { AutomationPlan } from "../../../plan/automation-plan.ts";
import type { MachinePlan, SentCommandPlan, WindowPlan } from "../../../plan/plan.ts";
import type { NightAccount } from "../account/account.ts";
import { commandId, type InvocationAction, type InvocationSlot } from "./recipe.ts";
import { runCommand } from "./command.ts";
import { patchAndReboot } from "../endings/documents.ts";
import type { FleetMachine } from "../account/fleet.ts";
import { byIds } from "../account/group.ts";
import { SECOND } from "../account/when.ts";

/** AWS's runbook that patches a machine of an Auto Scaling group in standby. */
const PATCH_ASG = "AWS-PatchAsgInstance";

interface PatchAutomationPlan extends AutomationPlan {
  /** The command that its step sent. */
  readonly sent: SentCommandPlan;
}

const isPatchAutomation = (automation: AutomationPlan | undefined): automation is PatchAutomationPlan =>
  automation !== undefined && "sent" in automation;

/** A patching automation on a machine. */
export const patchByAutomation = (machine: FleetMachine): InvocationAction => ({
  outcome: "SUCCESS",
  details: "Success",
  weight: 1,
  machines: [machine],
  at: (slot) => ({
    ExecutionId: slot.chance.uuid(`${slot.key}/automation`),
    Parameters: JSON.stringify({
      documentName: PATCH_ASG,
      documentVersion: "$DEFAULT",
      parameters: { InstanceId: [machine.InstanceId] },
    }),
    automation: planOf(machine, slot),
  }),
});

const planOf = (machine: FleetMachine, slot: InvocationSlot): PatchAutomationPlan => {
  const start = slot.start + SECOND;
  const end = slot.end - SECOND;
  const at = (share: number): Date => new Date(Math.floor(start + (end - start) * share));
  const step = (StepName: string, Action: string, from: number, to: number) =>
    ({ StepName, Action, start: at(from), end: at(to), outcome: "Success" }) as const;
  const InstanceIds = JSON.stringify([machine.InstanceId]);
  const sent = commandAt(machine, { ...slot, start: at(0.2).getTime(), end: at(0.8).getTime() });
  return {
    DocumentName: PATCH_ASG,
    Parameters: { InstanceId: [machine.InstanceId] },
    start: new Date(slot.start),
    end: new Date(slot.end),
    outcome: "Success",
    sent,
    steps: [
      step("createPatchGroupTags", "aws:createTags", 0, 0.05),
      {
        ...step("EnterStandby", "aws:executeAutomation", 0.05, 0.2),
        Inputs: { DocumentName: '"AWS-ASGEnterStandby"' },
      },
      {
        ...step("installMissingOSUpdates", "aws:runCommand", 0.2, 0.8),
        Inputs: {
          DocumentName: '"AWS-RunPatchBaseline"',
          InstanceIds,
        },
        Outputs: { CommandId: [sent.CommandId], Status: ["Success"], ResponseCode: ["0"] },
      },
      {
        ...step("ExitStandby", "aws:executeAutomation", 0.8, 1),
        Inputs: { DocumentName: '"AWS-ASGExitStandby"' },
      },
    ],
  };
};

const commandAt = (machine: FleetMachine, slot: InvocationSlot): SentCommandPlan => {
  const group = byIds("automation", [machine]);
  const { Parameters, command } = runCommand({ document: patchAndReboot, group }).at({
    ...slot,
    WindowExecutionId: "",
  });
  const { start, end } = slot;
  return {
    CommandId: commandId(slot),
    DocumentName: patchAndReboot.name,
    start: new Date(start),
    end: new Date(end),
    outcome: "SUCCESS",
    details: "Success",
    ...(Parameters !== undefined && { Parameters }),
    get machines(): readonly MachinePlan[] {
      return (typeof command === "function" ? command() : command)?.machines ?? [];
    },
  };
};

/** The commands that the windows' automations sent. */
export const commandsOfAutomations = (
  { now }: NightAccount,
  windows: readonly WindowPlan[],
): readonly SentCommandPlan[] =>
  windows
    .filter(({ tasks = [] }) => tasks.some(({ TaskArn }) => TaskArn === PATCH_ASG))
    .flatMap(({ executions }) => executions)
    .filter(({ start }) => start.getTime() <= now)
    .flatMap(({ tasks }) => tasks)
    .flatMap(({ invocations }) =>
      Array.from({ length: invocations.length }, (_, index) => invocations.at(index)),
    )
    .flatMap((invocation) => (isPatchAutomation(invocation?.automation) ? [invocation.automation.sent] : []));

/** The name of the runbook. */
export const patchAsgRunbook: string = PATCH_ASG;
