import type { InstancePatchState, InventoryResultItem } from "@windowpane/core";
import type { ManagedMachine } from "../plan/managed-machine.ts";
import type { RequestContext } from "../request/context.ts";
import { informationAt, isTerminated } from "../view/machine.ts";
import { patchReportAt, type PatchReport } from "../view/patches.ts";
import { isCollected, type CollectedType } from "./types.ts";

/** The inventory of a machine, computed on demand. */
export interface MachineInventory {
  readonly InstanceId: string;
  /** The attributes of a type. Undefined if the machine has no such item. */
  entry(type: string): Record<string, string> | undefined;
  /** The item of a type, as GetInventory returns it. Undefined if the machine has none. */
  item(type: string): InventoryResultItem | undefined;
}

/** The inventory of a machine at the time of a request. */
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
  /** Time of capture. A function, because a machine's last ping depends on its commands. */
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

/** Converts values to strings and omits unknown ones, as AWS's patch payload does. */
const entryOf = (values: InventoryAttributes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

const summaryOf = ({ operation, state, nonCompliantLevel }: PatchReport): InventoryAttributes => {
  const { InstanceId, Operation, ...counts }: InstancePatchState = state;
  const { OperationStartTime, OperationEndTime, LastNoRebootInstallOperationTime, ...rest } = counts;
  // The summary has no such attribute.
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

/** Formats a time in whole seconds, as in inventory: `2026-11-22T02:00:00Z`. */
const secondsText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
