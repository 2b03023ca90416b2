/** A run of a patch document on a machine: its ending, in the log of the payload. */
import type { MachinePlan } from "../../../plan.ts";
import { commandId, type Place } from "../action.ts";
import type { PatchRequest } from "../documents.ts";
import type { Ending } from "../endings/ending.ts";
import type { Machine } from "../fleet.ts";
import { once } from "../once.ts";
import { SECOND, type Slot } from "../when.ts";
import { printedRun } from "./printed.ts";
import { resultOfText, withInstalled, type PatchedMachinePlan, type PatchResult } from "./result.ts";

/** Where and when a command runs on a machine. */
export interface RunOnMachine extends Slot {
  readonly machine: Machine;
  readonly place: Place;
}

/** The steps of a patch document, with what they left on the machine. */
export const patchedSteps = (
  patching: PatchRequest,
  ending: Ending,
  run: RunOnMachine,
  stepsOf: (ending: Ending) => Pick<MachinePlan, "plugins">,
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
  ending: Ending,
  run: RunOnMachine,
  patching: PatchRequest,
  result: () => PatchResult | undefined,
): Ending => {
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

/** A time in whole seconds, as a machine's clock tells it, inside another one. */
export const secondsWithin = (slot: Slot): { readonly start: Date; readonly end: Date } => {
  const end = Math.floor(slot.end / SECOND) * SECOND;
  return { start: new Date(Math.min(Math.ceil(slot.start / SECOND) * SECOND, end)), end: new Date(end) };
};

/** What a run left on a machine: told by its ending, or read off what that prints. */
const resultOf = (ending: Ending, run: RunOnMachine): PatchResult | undefined => {
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
  { stdout, stderr }: { readonly [Stream in "stdout" | "stderr"]?: Ending[Stream] | undefined },
  { machine: { name: host }, place: { chance, key } }: RunOnMachine,
): readonly string[] =>
  [stdout, stderr].flatMap((text) =>
    text === undefined ? [] : [text({ host, draw: chance.draw(`${key}/${host}`) })],
  );
