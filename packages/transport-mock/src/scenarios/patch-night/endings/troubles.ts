/** Troubles of machines: planned ones by night, and a few random ones. */
import type { Draw } from "../account/draw.ts";
import type { EndingName } from "./index.ts";
import type { FleetMachine, FleetPlatform } from "../account/fleet.ts";

/** A trouble of machines, from `from` nights ago to `to` nights ago, inclusive. 0 is last night. */
export interface MachineTrouble {
  /** Names, separated by spaces. */
  readonly machines: string;
  readonly ending: EndingName;
  readonly from: number;
  readonly to: number;
}

/** A trouble of last night only. */
export const lastNight = (machines: string, ending: EndingName): MachineTrouble => ({
  machines,
  ending,
  from: 0,
  to: 0,
});

/** The troubles of a night by machine. The last entry of a machine wins. */
export const troublesOn = (night: number, story: readonly MachineTrouble[]): Map<string, EndingName> =>
  new Map(
    story
      .filter(({ from, to }) => night <= from && night >= to)
      .flatMap(({ machines, ending }) => machines.split(" ").map((machine) => [machine, ending] as const)),
  );

/** Random troubles, on up to two of a hundred machines. */
export const passingTroubles = (machines: readonly FleetMachine[], draw: Draw): Map<string, EndingName> => {
  const troubles = new Map<string, EndingName>();
  for (let left = draw.whole(0, Math.ceil(machines.length / 50)); left > 0; left -= 1) {
    const machine = machines[draw.whole(0, machines.length - 1)];
    if (machine !== undefined) troubles.set(machine.name, draw.pick(passing[machine.platform]));
  }
  return troubles;
};

const passing: Readonly<Record<FleetPlatform, readonly [EndingName, ...EndingName[]]>> = {
  apt: ["aptLock", "undeliverable", "aptMirror404", "rebootPending"],
  dnf: ["dnfLock", "undeliverable", "mirrorTimeout", "rebootPending", "executionTimedOut"],
  windows: ["updateEndpointUnreachable", "undeliverable", "windowsRebootPending", "updateNameNotResolved"],
};
