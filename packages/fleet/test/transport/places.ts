/** Several accounts in memory, each with other windows, whose requests can be counted and made to fail. */
import type { OperationName, Transport } from "@windowpane/core";
import { nightlyAccount } from "@windowpane/loopback";
import {
  fleetTransport,
  type FleetMember,
  type FleetTransport,
  type FleetTransportOptions,
} from "../../src/index.ts";

export interface Places {
  readonly fleet: FleetTransport;
  readonly members: readonly FleetMember[];
  /** Requests since the last call: account, region and operation. */
  take(): readonly string[];
  /** Replaces the responses of a location. Undefined: its own responses. */
  replace(index: number, send: Transport["send"] | undefined): void;
  /** Most requests that were in flight at the same time. */
  readonly mostInFlight: number;
}

export const accountId = (index: number): string => `1111222233${String(index).padStart(2, "0")}`;

/** Creates locations in two regions by turns, with the given numbers of windows. */
export const createPlaces = (
  windows: readonly number[],
  options: Partial<FleetTransportOptions> = {},
): Places => {
  let requests: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const replaced = new Map<number, Transport["send"]>();
  const members = windows.map((count, index): FleetMember => {
    const Account = accountId(index);
    const Region = index % 2 === 0 ? "eu-west-1" : "us-east-1";
    const mock = nightlyAccount(Account, Region, { windows: count });
    const send = async <Name extends OperationName>(...request: Parameters<typeof mock.send<Name>>) => {
      requests.push(`${index} ${request[0]}`);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      try {
        // A response takes at least one turn.
        await new Promise((resolve) => void setImmediate(resolve));
        return await (replaced.get(index) ?? mock.send)(...request);
      } finally {
        inFlight -= 1;
      }
    };
    return {
      Account,
      Region,
      name: `account-${index}`,
      role: `role-${index}`,
      transport: { name: "mock", send },
    };
  });
  return {
    members,
    fleet: fleetTransport(members, { now: () => 0, ...options }),
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    replace: (index, send) => {
      if (send === undefined) replaced.delete(index);
      else replaced.set(index, send);
    },
    get mostInFlight() {
      return mostInFlight;
    },
  };
};
