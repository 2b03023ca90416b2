/** A run of a patch document on a machine: its ending, in the log of the payload. */
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

/** Where and when a command runs on a machine. */
export interface RunOnMachine extends TimeSlot {
  readonly machine: FleetMachine;
  readonly place: InvocationSlot;
}

/** The steps of a patch document, with what they left on the machine. */
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

/** On Linux everything is in the log, errors too, and the payload has one code for all failures of package managers. */
const logged = (
  ending: StepEnding,
  run: RunOnMachine,
  patching: PatchRequest,
  result: () => PatchRunResult | undefined,
): StepEnding => {
  const { machine, place, start, end } = run;
  const isWindows = machine.platform === "windows";
  const { stderr, ...rest } = ending;
  const errors = ending.outcome === "Failed" ? () => "" : undefined;
  return {
    ...rest,
    code: !isWindows && ending.code === APT_FAILURE ? 1 : ending.code,
    stdout: () =>
      printedRun({
        machine,
        chance: place.chance,
        key: `${place.key}/${machine.name}`,
        CommandId: commandId(place),
        origin: place.WindowExecutionId === "" ? commandId(place) : place.WindowExecutionId,
        patching,
        result: result(),
        code: ending.code,
        lines: textsOf(isWindows ? { ...ending, stderr: undefined } : ending, run).flatMap((text) =>
          text.split("\n"),
        ),
        ...secondsWithin({ start, end }),
      }),
    ...(isWindows ? stderr !== undefined && { stderr } : errors !== undefined && { stderr: errors }),
  };
};

const APT_FAILURE = 100;

/** What a run left on a machine: told by its ending, or read off what that prints. */
const resultOf = (ending: StepEnding, run: RunOnMachine): PatchRunResult | undefined => {
  const { outcome, details, code, patches } = ending;
  const { machine, place } = run;
  const isOver = code !== -1 && (outcome === "Success" || details === "Failed");
  if (!isOver) return undefined;
  const draw = place.chance.draw(`${place.key}/${machine.name}/patches`);
  const result = patches?.(draw) ?? resultOfText(textsOf(ending, run).join("\n"), machine.platform);
  return result === undefined ? undefined : withInstalled(result, machine.platform, draw);
};

/** What an ending prints of its own. */
const textsOf = (
  { stdout, stderr }: { readonly [Stream in "stdout" | "stderr"]?: StepEnding[Stream] | undefined },
  { machine: { name: host }, place: { chance, key } }: RunOnMachine,
): readonly string[] =>
  [stdout, stderr].flatMap((text) =>
    text === undefined ? [] : [text({ host, draw: chance.draw(`${key}/${host}`) })],
  );
