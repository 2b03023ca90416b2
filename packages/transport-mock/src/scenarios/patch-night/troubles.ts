/** Who has trouble when: the story of a window as lines, and a little chance beside it. */
import type { Draw } from "./draw.ts";
import type { EndingName } from "./endings/index.ts";
import type { Machine, Platform } from "./fleet.ts";

/** From so many nights ago until so many nights ago, both inclusive; 0 is last night. */
export interface Trouble {
  /** Names, separated by blanks. */
  readonly machines: string;
  readonly ending: EndingName;
  readonly from: number;
  readonly to: number;
}

/** Only last night. */
export const lastNight = (machines: string, ending: EndingName): Trouble => ({
  machines,
  ending,
  from: 0,
  to: 0,
});

/** The troubles of a night, by machine. Of two lines about one machine the later one holds. */
export const troublesOn = (night: number, story: readonly Trouble[]): Map<string, EndingName> =>
  new Map(
    story
      .filter(({ from, to }) => night <= from && night >= to)
      .flatMap(({ machines, ending }) => machines.split(" ").map((machine) => [machine, ending] as const)),
  );

/** What now and then goes wrong anywhere: on no machine of a hundred, on one, or on two. */
export const passingTroubles = (machines: readonly Machine[], draw: Draw): Map<string, EndingName> => {
  const troubles = new Map<string, EndingName>();
  for (let left = draw.whole(0, Math.ceil(machines.length / 50)); left > 0; left -= 1) {
    const machine = machines[draw.whole(0, machines.length - 1)];
    if (machine !== undefined) troubles.set(machine.name, draw.pick(passing[machine.platform]));
  }
  return troubles;
};

const passing: Readonly<Record<Platform, readonly [EndingName, ...EndingName[]]>> = {
  apt: ["aptLock", "undeliverable", "aptMirror404", "rebootPending"],
  dnf: ["dnfLock", "undeliverable", "mirrorTimeout", "rebootPending", "executionTimedOut"],
  windows: ["updateEndpointUnreachable", "undeliverable", "windowsRebootPending", "updateNameNotResolved"],
};
