/** Steps of a patch document on a machine: the ending within the log of the payload. */
import type { MachinePlan } from "../../../plan/plan.ts";
import { commandId, type InvocationSlot } from "./recipe.ts";
import type { PatchRequest } from "../endings/documents.ts";
import type { StepEnding } from "../endings/ending.ts";
import type { FleetMachine } from "../account/fleet.ts";
import { once } from "../../../plan/computed.ts";
import { secondsWithin, type TimeSlot } from "../account/when.ts";
import { printedRun } from "../patches/printed.ts";
import {
  resultOfText,
  withInstalled,
  type PatchedMachinePlan,
  type PatchRunResult,
} from "../endings/patch-result.ts";

/** A command's run on a machine. */
export interface RunOnMachine extends TimeSlot {
  readonly machine: FleetMachine;
  readonly slot: InvocationSlot;
}

/** Creates the steps of a patch document, with the patch result. */
export const patchedSteps = (
  patching: PatchRequest,
  ending: StepEnding,
  run: RunOnMachine,
  stepsOf: (ending: StepEnding) => Pick<MachinePlan, "plugins">,
): Omit<PatchedMachinePlan, keyof MachinePlan> & Pick<MachinePlan, "plugins"> => {
  const result = once(() => resultOf(ending, run));
  return {
    ...stepsOf(ending.isBare === true || ending.code === -1 ? ending : logged(ending, run, patching, result)),
    patching,
    result,
  };
};

/** Adds the payload's log. On Linux it contains errors, too, and all failures of package managers have one code. */
const logged = (
  ending: StepEnding,
  run: RunOnMachine,
  patching: PatchRequest,
  result: () => PatchRunResult | undefined,
): StepEnding => {
  const { machine, slot, start, end } = run;
  const isWindows = machine.platform === "windows";
  const { stderr, ...rest } = ending;
  const errors = ending.outcome === "Failed" ? () => "" : undefined;
  return {
    ...rest,
    code: !isWindows && ending.code === APT_FAILURE ? 1 : ending.code,
    stdout: ({ length }) =>
      printedRun(
        {
          machine,
          chance: slot.chance,
          key: `${slot.key}/${machine.name}`,
          CommandId: commandId(slot),
          origin: slot.WindowExecutionId === "" ? commandId(slot) : slot.WindowExecutionId,
          patching,
          result: result(),
          code: ending.code,
          lines: textsOf(isWindows ? { ...ending, stderr: undefined } : ending, run).flatMap((text) =>
            text.split("\n"),
          ),
          ...secondsWithin({ start, end }),
        },
        length,
      ),
    ...(isWindows ? stderr !== undefined && { stderr } : errors !== undefined && { stderr: errors }),
  };
};

const APT_FAILURE = 100;

/** The patch result of a run: from its ending, or from the ending's output. */
const resultOf = (ending: StepEnding, run: RunOnMachine): PatchRunResult | undefined => {
  const { outcome, details, code, patches } = ending;
  const { machine, slot } = run;
  const isOver = code !== -1 && (outcome === "Success" || details === "Failed");
  if (!isOver) return undefined;
  const draw = slot.chance.draw(`${slot.key}/${machine.name}/patches`);
  const result = patches?.(draw) ?? resultOfText(textsOf(ending, run).join("\n"), machine.platform);
  return result === undefined ? undefined : withInstalled(result, machine.platform, draw);
};

/** The output of an ending without the log. */
const textsOf = (
  { stdout, stderr }: { readonly [Stream in "stdout" | "stderr"]?: StepEnding[Stream] | undefined },
  { machine: { name: host }, slot: { chance, key } }: RunOnMachine,
): readonly string[] =>
  [stdout, stderr].flatMap((text) =>
    text === undefined ? [] : [text({ host, draw: chance.draw(`${key}/${host}`) })],
  );
