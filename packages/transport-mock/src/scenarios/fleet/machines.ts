import type { ManagedMachine, ManagedMachines } from "../../plan/managed-machine.ts";
import { hostNameOf } from "./invocations.ts";
import { scatteredMachines } from "./scattered-ids.ts";

/** The machines of a fleet, computed one by one, in the order of the invocations. Each has the tag of its ring. */
export const fleetMachines = (
  count: number,
  seed: number,
  rings: readonly { readonly Name: string }[],
): ManagedMachines => {
  const ids = scatteredMachines(count, seed);
  return {
    length: count,
    at: (index): ManagedMachine | undefined => {
      if (!(index >= 0 && index < count)) return undefined;
      const [PlatformName, PlatformVersion] = platforms[index % platforms.length] ?? platforms[0];
      return {
        information: {
          InstanceId: ids.idOf(index),
          AgentVersion: "3.3.987.0",
          IsLatestVersion: true,
          PlatformType: "Linux",
          PlatformName,
          PlatformVersion,
          ResourceType: "EC2Instance",
          IPAddress: `10.${(index >>> 16) & 255}.${(index >>> 8) & 255}.${index & 255}`,
          ComputerName: hostNameOf(index),
        },
        tags: { Fleet: "fleet", Ring: rings[index % rings.length]?.Name ?? "" },
      };
    },
    locate: (InstanceId) => ids.indexOf(InstanceId),
  };
};

const platforms = [
  ["Amazon Linux", "2023"],
  ["Amazon Linux", "2023"],
  ["Amazon Linux", "2"],
  ["Red Hat Enterprise Linux", "9.4"],
] as const;
