/** The inventory types that the service collects, with the attributes of those that the mock has data for. */

/** An inventory type of which the mock has data. */
export type CollectedType = "AWS:InstanceInformation" | "AWS:PatchSummary";

/** The attributes of the collected types. */
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

/** Types that the service knows and that no machine of a mock has. */
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

/** Whether the mock has data of a type. */
export const isCollected = (type: string): type is CollectedType => Object.hasOwn(attributes, type);

/** Whether the service knows a type. Any name that starts with `Custom:` may be one of the account's own. */
export const isKnownType = (type: string): boolean =>
  isCollected(type) || uncollected.has(type) || type.startsWith("Custom:");

/** An attribute of a type, from `TYPE.ATTRIBUTE`. */
export interface InventoryAttribute {
  readonly type: string;
  readonly name: string;
}

/** The attribute that a filter key or an expression names. Undefined: the type or the attribute is not known. */
export const readAttribute = (text: string): InventoryAttribute | undefined => {
  const dot = text.lastIndexOf(".");
  const type = text.slice(0, Math.max(dot, 0));
  const name = text.slice(dot + 1);
  if (name === "" || !isKnownType(type)) return undefined;
  return isCollected(type) && !attributes[type].includes(name) ? undefined : { type, name };
};
