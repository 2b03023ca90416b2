/** RUN_COMMAND: one command over all machines of a group. */
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

/** What runs where, and what goes wrong. */
export interface CommandRecipe {
  readonly document: CommandDocument;
  readonly group: TargetGroup;
  /** How it ends on the machines with trouble, by name. Default: all is well. */
  readonly troubles?: ReadonlyMap<string, EndingName> | undefined;
  /** Machines that take as long as a machine can take, by name. Default: none. */
  readonly slow?: ReadonlySet<string>;
  /** Machines that `Parameters` names but the command never had: gone between the two. Default: none. */
  readonly vanished?: readonly FleetMachine[];
}

/** A command on all machines of a group; it fails when any of them does. */
export const runCommand = (recipe: CommandRecipe): InvocationAction => {
  const { document, group } = recipe;
  const isFailure = fails(recipe);
  return {
    outcome: isFailure ? "FAILED" : "SUCCESS",
    details: isFailure ? "Failed" : "Success",
    weight: Math.max(1, group.machines.length),
    machines: group.machines,
    at(place) {
      const machines = once(() => machinePlans(recipe, place));
      return {
        ExecutionId: commandId(place),
        Parameters: parametersText(recipe, place),
        command: {
          DocumentName: document.name,
          // Read off AWS's examples, which do not say what the two ids are.
          Comment: `${place.WindowExecutionId}:${place.TaskExecutionId}`,
          get machines() {
            return machines();
          },
        },
      };
    },
  };
};

/** Undeliverable machines count neither way, so only all of them together make a command fail. */
const fails = ({ group, troubles }: CommandRecipe): boolean => {
  if (troubles === undefined || troubles.size === 0) return false;
  const found = group.machines.flatMap(({ name }) => troubles.get(name) ?? []);
  const isLost =
    found.length === group.machines.length && found.every((ending) => ending === "undeliverable");
  return isLost || found.some((ending) => countsAsFailure(endings[ending]));
};

/** As AWS's samples have it: camelCase, and every number but the timeout a string. */
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

/** As a share of the command's time. */
const LONGEST_RUN = 0.33;

const machinePlans = (recipe: CommandRecipe, place: InvocationSlot): readonly MachinePlan[] => {
  const { document, group, troubles, slow } = recipe;
  const time = place.end - place.start;
  const draw = place.chance.draw(place.key);
  const endingOn = ({ name }: FleetMachine): StepEnding => endings[troubles?.get(name) ?? document.usual];
  const last = group.machines.findLastIndex((machine) => endingOn(machine).pace !== 0);
  return group.machines.map((machine, index) => {
    const ending = endingOn(machine);
    // A machine keeps its pace from night to night, but for a little: what is slower than before is slow for a reason.
    const usual = machine.pace * (draw.whole(92, 108) / 100);
    const pace = ending.pace ?? (slow?.has(machine.name) === true ? 1 : usual);
    const run = pace === 0 ? 0 : Math.min(time, Math.max(SECOND, Math.floor(time * LONGEST_RUN * pace)));
    // Spread so that the first starts with the command and the last ends with it: something always moves. Machines
    // that were never tried come behind the last, and are given up when it has ended.
    const turn = index > last ? 1 : index / Math.max(1, last);
    const start = place.start + Math.floor((time - run) * turn);
    return {
      InstanceId: machine.InstanceId,
      ...(machine.InstanceName !== undefined && { InstanceName: machine.InstanceName }),
      start: new Date(start),
      end: new Date(start + run),
      outcome: ending.outcome,
      details: ending.details,
      ...(document.patching === undefined
        ? stepsOf(document, ending, machine, place)
        : patchedSteps(document.patching, ending, { machine, place, start, end: start + run }, (patched) =>
            stepsOf(document, patched, machine, place, { start, end: start + run }),
          )),
    };
  });
};

const stepsOf = (
  { steps }: CommandDocument,
  ending: StepEnding,
  machine: FleetMachine,
  place: InvocationSlot,
  time?: TimeSlot,
): Pick<MachinePlan, "plugins"> => ({
  plugins: steps.map((step) => pluginPlan(step, ending, machine, place, time)),
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
      // It takes no time that the other step would need.
      ...(time !== undefined && { start: new Date(time.start), end: new Date(time.start) }),
    };
  }
  // Texts are made when they are read, or an account would not be planned in milliseconds.
  const print = (text: PrintedText): string => text({ host, draw: chance.draw(`${key}/${host}`) });
  const plugin: { -readonly [Member in keyof PluginPlan]: PluginPlan[Member] } = {
    Name: step.name,
    outcome,
    details,
    ResponseCode: code,
    get stdout() {
      return stdout === undefined ? "" : print(stdout);
    },
    get stderr() {
      if (stderr === undefined) return "";
      return platformType(platform) === "Linux"
        ? `${print(stderr)}\nfailed to run commands: exit status ${code}`
        : print(stderr);
    },
  };
  // A spread in an object with getters takes six times as long.
  if (time !== undefined) {
    plugin.start = new Date(time.start);
    plugin.end = new Date(time.end);
  }
  return plugin;
};
