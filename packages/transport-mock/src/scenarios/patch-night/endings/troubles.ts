/** Who has trouble when: the story of a window as lines, and a little chance beside it. */
import type { Draw } from "../account/draw.ts";
import type { EndingName } from "./index.ts";
import type { FleetMachine, FleetPlatform } from "../account/fleet.ts";

/** From so many nights ago until so many nights ago, both inclusive; 0 is last night. */
export interface MachineTrouble {
  /** Names, separated by blanks. */
  readonly machines: string;
  readonly ending: EndingName;
  readonly from: number;
  readonly to: number;
}

/** Only last night. */
export const lastNight = (machines: string, ending: EndingName): MachineTrouble => ({
  machines,
  ending,
  from: 0,
  to: 0,
});

/** The troubles of a night, by machine. Of two lines about one machine the later one holds. */
export const troublesOn = (night: number, story: readonly MachineTrouble[]): Map<string, EndingName> =>
  new Map(
    story
      .filter(({ from, to }) => night <= from && night >= to)
      .flatMap(({ machines, ending }) => machines.split(" ").map((machine) => [machine, ending] as const)),
  );

/** What now and then goes wrong anywhere: on no machine of a hundred, on one, or on two. */
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
