/** RUN_COMMAND: a command to all machines of a group. */
import type { MachinePlan, PluginPlan } from "../../../plan/plan.ts";
import { commandId, type InvocationAction, type InvocationSlot } from "./recipe.ts";
import type { CommandDocument } from "../endings/documents.ts";
import type { StepEnding, PrintedText } from "../endings/ending.ts";
import { countsAsFailure, endings, type EndingName } from "../endings/index.ts";
import { platformType, skippedStep } from "../endings/successes.ts";
import type { FleetMachine } from "../account/fleet.ts";
import type { TargetGroup } from "../account/group.ts";
import { once } from "../../../plan/computed.ts";
import { patchedSteps } from "./patched-steps.ts";
import { SECOND, type TimeSlot } from "../account/when.ts";

/** A command with its machines and their troubles. */
export interface CommandRecipe {
  readonly document: CommandDocument;
  readonly group: TargetGroup;
  /** Endings on machines with trouble, by name. Default: none. */
  readonly troubles?: ReadonlyMap<string, EndingName> | undefined;
  /** Machines with the longest possible duration, by name. Default: none. */
  readonly slow?: ReadonlySet<string>;
  /** Machines in `Parameters` that were terminated before the command was sent. Default: none. */
  readonly vanished?: readonly FleetMachine[];
}

/** A command to all machines of a group. It fails if any machine fails. */
export const runCommand = (recipe: CommandRecipe): InvocationAction => {
  const { document, group } = recipe;
  const isFailure = fails(recipe);
  return {
    outcome: isFailure ? "FAILED" : "SUCCESS",
    details: isFailure ? "Failed" : "Success",
    weight: Math.max(1, group.machines.length),
    machines: group.machines,
    at(slot) {
      const machines = once(() => machinePlans(recipe, slot));
      return {
        ExecutionId: commandId(slot),
        Parameters: parametersText(recipe, slot),
        command: {
          DocumentName: document.name,
          // From AWS's examples, which do not document the two IDs.
          Comment: `${slot.WindowExecutionId}:${slot.TaskExecutionId}`,
          get machines() {
            return machines();
          },
        },
      };
    },
  };
};

/** Whether a command fails. Undeliverable machines do not count, unless all machines are undeliverable. */
const fails = ({ group, troubles }: CommandRecipe): boolean => {
  if (troubles === undefined || troubles.size === 0) return false;
  const found = group.machines.flatMap(({ name }) => troubles.get(name) ?? []);
  const isLost =
    found.length === group.machines.length && found.every((ending) => ending === "undeliverable");
  return isLost || found.some((ending) => countsAsFailure(endings[ending]));
};

/** `Parameters` as in AWS's samples: in camelCase, with all numbers except the timeout as strings. */
const parametersText = (
  { document, group, vanished = [] }: CommandRecipe,
  { task }: InvocationSlot,
): string => {
  const { Key, Values } = group.select;
  return JSON.stringify({
    comment: "",
    documentName: document.name,
    ...(Key === "InstanceIds"
      ? { instanceIds: [...group.machines, ...vanished].map(({ InstanceId }) => InstanceId) }
      : { targets: [{ key: Key, targetValues: Values }] }),
    maxConcurrency: task.MaxConcurrency,
    maxErrors: task.MaxErrors,
    parameters: document.parameters,
    timeoutSeconds: document.timeoutSeconds,
  });
};

/** Longest duration on a machine, as a share of the command's time. */
const LONGEST_RUN = 0.33;

const machinePlans = (recipe: CommandRecipe, slot: InvocationSlot): readonly MachinePlan[] => {
  const { document, group, troubles, slow } = recipe;
  const time = slot.end - slot.start;
  const draw = slot.chance.draw(slot.key);
  const endingOn = ({ name }: FleetMachine): StepEnding => endings[troubles?.get(name) ?? document.usual];
  const last = group.machines.findLastIndex((machine) => endingOn(machine).pace !== 0);
  return group.machines.map((machine, index) => {
    const ending = endingOn(machine);
    // A machine's pace varies little from night to night, so that a slower run stands out.
    const usual = machine.pace * (draw.whole(92, 108) / 100);
    const pace = ending.pace ?? (slow?.has(machine.name) === true ? 1 : usual);
    const run = pace === 0 ? 0 : Math.min(time, Math.max(SECOND, Math.floor(time * LONGEST_RUN * pace)));
    // The first machine starts with the command and the last one ends with it. Machines that were not tried come last and
    // end with the command.
    const turn = index > last ? 1 : index / Math.max(1, last);
    const start = slot.start + Math.floor((time - run) * turn);
    return {
      InstanceId: machine.InstanceId,
      ...(machine.InstanceName !== undefined && { InstanceName: machine.InstanceName }),
      start: new Date(start),
      end: new Date(start + run),
      outcome: ending.outcome,
      details: ending.details,
      ...(document.patching === undefined
        ? stepsOf(document, ending, machine, slot)
        : patchedSteps(document.patching, ending, { machine, slot, start, end: start + run }, (patched) =>
            stepsOf(document, patched, machine, slot, { start, end: start + run }),
          )),
    };
  });
};

const stepsOf = (
  { steps }: CommandDocument,
  ending: StepEnding,
  machine: FleetMachine,
  slot: InvocationSlot,
  time?: TimeSlot,
): Pick<MachinePlan, "plugins"> => ({
  plugins: steps.map((step) => pluginPlan(step, ending, machine, slot, time)),
});

const pluginPlan = (
  step: CommandDocument["steps"][number],
  { outcome, details, code, stdout, stderr }: StepEnding,
  { name: host, platform }: FleetMachine,
  { chance, key }: InvocationSlot,
  time: TimeSlot | undefined,
): PluginPlan => {
  if (code !== -1 && step.platform !== undefined && step.platform !== platformType(platform)) {
    const skipped = skippedStep(step.name, step.platform);
    return {
      Name: step.name,
      outcome: "Success",
      details: "Success",
      ResponseCode: 0,
      stdout: skipped,
      stderr: "",
      // A skipped step takes no time.
      ...(time !== undefined && { start: new Date(time.start), end: new Date(time.start) }),
    };
  }
  // Texts are computed when they are read, so that planning an account takes milliseconds.
  const print = (text: PrintedText, length?: number): string =>
    text({ host, draw: chance.draw(`${key}/${host}`), length });
  const plugin: { -readonly [Member in keyof PluginPlan]: PluginPlan[Member] } = {
    Name: step.name,
    outcome,
    details,
    ResponseCode: code,
    get stdout() {
      return stdout === undefined ? "" : print(stdout);
    },
    startOfStdout: (length) => (stdout === undefined ? "" : print(stdout, length)),
    get stderr() {
      if (stderr === undefined) return "";
      return platformType(platform) === "Linux"
        ? `${print(stderr)}\nfailed to run commands: exit status ${code}`
        : print(stderr);
    },
  };
  // Assigned, because spreading into an object with getters takes six times as long.
  if (time !== undefined) {
    plugin.start = new Date(time.start);
    plugin.end = new Date(time.end);
  }
  return plugin;
};
