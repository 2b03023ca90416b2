import type { InstancePatchState, InventoryResultItem } from "@windowpane/core";
import type { ManagedMachine } from "../plan/managed-machine.ts";
import type { RequestContext } from "../request/context.ts";
import { informationAt, isTerminated } from "../view/machine.ts";
import { patchReportAt, type PatchReport } from "../view/patches.ts";
import { isCollected, type CollectedType } from "./types.ts";

/** The inventory of a machine: what is not needed is not made. */
export interface MachineInventory {
  readonly InstanceId: string;
  /** The attributes of a type. Undefined: the machine has none. */
  entry(type: string): Record<string, string> | undefined;
  /** The item of a type as the service returns it. Undefined: the machine has none. */
  item(type: string): InventoryResultItem | undefined;
}

/** The inventory of a machine at a time. */
export const inventoryOf = (machine: ManagedMachine, context: RequestContext): MachineInventory => {
  const made = new Map<CollectedType, Collected | undefined>();
  const collected = (type: string): Collected | undefined => {
    if (!isCollected(type)) return undefined;
    if (!made.has(type)) made.set(type, collectors[type](machine, context));
    return made.get(type);
  };
  return {
    InstanceId: machine.information.InstanceId,
    entry: (type) => collected(type)?.entry,
    item: (type) => {
      const found = collected(type);
      if (found === undefined) return undefined;
      const time = found.time();
      return {
        TypeName: type,
        SchemaVersion: "1.0",
        ...(time !== undefined && { CaptureTime: secondsText(time) }),
        Content: [found.entry],
      };
    },
  };
};

interface Collected {
  readonly entry: Record<string, string>;
  /** When it was captured. A function, because a machine's last ping takes a look at its commands. */
  time(): Date | undefined;
}

const collectors: Readonly<
  Record<CollectedType, (machine: ManagedMachine, context: RequestContext) => Collected | undefined>
> = {
  "AWS:InstanceInformation": (machine, context) => {
    const { AgentVersion, ComputerName, InstanceId, IPAddress } = machine.information;
    const { PlatformName, PlatformType, PlatformVersion, ResourceType } = machine.information;
    return {
      entry: entryOf({
        AgentType: "amazon-ssm-agent",
        AgentVersion,
        ComputerName,
        InstanceId,
        InstanceStatus: isTerminated(machine, context.now) ? "Terminated" : "Active",
        IpAddress: IPAddress,
        PlatformName,
        PlatformType,
        PlatformVersion,
        ResourceType,
      }),
      time: () => informationAt(machine, context).LastPingDateTime,
    };
  },
  "AWS:PatchSummary": (machine, { now }) => {
    const report = patchReportAt(machine, now);
    return report === undefined
      ? undefined
      : { entry: entryOf(summaryOf(report)), time: () => report.operation.end };
  },
};

type InventoryAttributes = Readonly<Record<string, string | number | undefined>>;

/** All values are strings. What is unknown is left out, as AWS's patch payload leaves it out. */
const entryOf = (values: InventoryAttributes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

const summaryOf = ({ operation, state, nonCompliantLevel }: PatchReport): InventoryAttributes => {
  const { InstanceId, Operation, ...counts }: InstancePatchState = state;
  const { OperationStartTime, OperationEndTime, LastNoRebootInstallOperationTime, ...rest } = counts;
  // Not an attribute of the summary.
  delete rest.AvailableSecurityUpdateCount;
  return {
    ...rest,
    ExecutionId: operation.CommandId,
    OperationType: Operation,
    OperationStartTime: OperationStartTime && secondsText(OperationStartTime),
    OperationEndTime: OperationEndTime && secondsText(OperationEndTime),
    LastNoRebootInstallOperationTime:
      LastNoRebootInstallOperationTime && secondsText(LastNoRebootInstallOperationTime),
    NonCompliantSeverity: nonCompliantLevel,
  };
};

/** `2026-11-22T02:00:00Z`: inventory has whole seconds. */
const secondsText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
