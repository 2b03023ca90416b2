/** The inventory types of the service, and the attributes of those that the mock supports. */

/** An inventory type that the mock supports. */
export type CollectedType = "AWS:InstanceInformation" | "AWS:PatchSummary";

/** Attributes by supported type. */
const attributes: Readonly<Record<CollectedType, readonly string[]>> = {
  "AWS:InstanceInformation": [
    "AgentType",
    "AgentVersion",
    "ComputerName",
    "InstanceId",
    "InstanceStatus",
    "IpAddress",
    "PlatformName",
    "PlatformType",
    "PlatformVersion",
    "ResourceType",
  ],
  "AWS:PatchSummary": [
    "BaselineId",
    "PatchGroup",
    "SnapshotId",
    "ExecutionId",
    "InstalledCount",
    "InstalledOtherCount",
    "InstalledPendingRebootCount",
    "InstalledRejectedCount",
    "NotApplicableCount",
    "UnreportedNotApplicableCount",
    "MissingCount",
    "FailedCount",
    "CriticalNonCompliantCount",
    "SecurityNonCompliantCount",
    "OtherNonCompliantCount",
    "OperationType",
    "OperationStartTime",
    "OperationEndTime",
    "RebootOption",
    "InstallOverrideList",
    "LastNoRebootInstallOperationTime",
    "NonCompliantSeverity",
    "OwnerInformation",
  ],
};

/** Types of the service that the mock does not support. */
const uncollected: ReadonlySet<string> = new Set([
  "AWS:AWSComponent",
  "AWS:Application",
  "AWS:BillingInfo",
  "AWS:ComplianceItem",
  "AWS:ComplianceSummary",
  "AWS:File",
  "AWS:InstanceDetailedInformation",
  "AWS:Network",
  "AWS:PatchCompliance",
  "AWS:ResourceGroup",
  "AWS:Service",
  "AWS:Tag",
  "AWS:WindowsRegistry",
  "AWS:WindowsRole",
  "AWS:WindowsUpdate",
]);

/** Whether the mock supports a type. */
export const isCollected = (type: string): type is CollectedType => Object.hasOwn(attributes, type);

/** Whether the service has a type. Every name that starts with `Custom:` may be a custom type of the account. */
export const isKnownType = (type: string): boolean =>
  isCollected(type) || uncollected.has(type) || type.startsWith("Custom:");

/** An attribute of a type, from `TYPE.ATTRIBUTE`. */
export interface InventoryAttribute {
  readonly type: string;
  readonly name: string;
}

/** Reads an attribute from a filter key or an expression. Undefined for an unknown type or attribute. */
export const readAttribute = (text: string): InventoryAttribute | undefined => {
  const dot = text.lastIndexOf(".");
  const type = text.slice(0, Math.max(dot, 0));
  const name = text.slice(dot + 1);
  if (name === "" || !isKnownType(type)) return undefined;
  return isCollected(type) && !attributes[type].includes(name) ? undefined : { type, name };
};
