import type { FilterKeyOf, Input, InstanceInformationFilterKey, Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type RequestFilter, type FilterReader } from "../request/filters.ts";
import type { ManagedMachine } from "../plan/managed-machine.ts";
import { documentedError, type RequestContext } from "../request/context.ts";
import { readPage } from "../request/page.ts";
import { informationAt, isTerminated } from "../view/machine.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the machines of the account that are not terminated, in the order of the plan (the service's is unverified).
 * Default page size: 10. Unknown instance IDs are skipped, so the list may be empty (unverified; scripts that wait for a
 * machine to register rely on it).
 */
export const describeInstanceInformation: MockAction<"DescribeInstanceInformation"> = (input, context) => {
  const filters = filtersOf(input, context);
  if (filters.some(({ Key, Values = [] }) => Key === "ResourceType" && Values.length > 1)) {
    throw documentedError("InvalidFilterValue", "ResourceType filter may contain only one value.", context);
  }
  const passes = readFilters(filters, { ...keys, ...tagKeys(filters) }, context);
  const { machines } = context.store;
  const ids = filters.find(({ Key }) => Key === "InstanceIds")?.Values;
  // With IDs, only their machines are read, because an account may have a million.
  const positions = ids === undefined ? undefined : machines.positionsOf(ids);
  const { items, rest } = readPage(
    { ...input, MaxResults: input.MaxResults ?? DEFAULT_PAGE_SIZE },
    {
      end: positions?.length ?? machines.length,
      at: (index) => {
        const machine = machines.at(positions?.[index] ?? index);
        if (machine === undefined || isTerminated(machine, context.now)) return undefined;
        const information = informationAt(machine, context);
        return passes({ machine, information }) ? information : undefined;
      },
    },
    context,
  );
  return { InstanceInformationList: items, ...rest };
};

/** Documented for this operation. */
const DEFAULT_PAGE_SIZE = 10;

interface ListedMachine {
  readonly machine: ManagedMachine;
  readonly information: Item<"DescribeInstanceInformation">;
}

/** Rejects both lists together with `ValidationException`: AWS documents an error, but not which (unverified). */
const filtersOf = (
  { Filters, InstanceInformationFilterList: legacy }: Input<"DescribeInstanceInformation">,
  { serviceError }: RequestContext,
): readonly RequestFilter[] => {
  if (legacy === undefined) return Filters ?? [];
  if (Filters !== undefined) {
    throw serviceError("ValidationException", "Filters and InstanceInformationFilterList can't be combined.");
  }
  return legacy.map(({ key, valueSet }) => ({ Key: key, Values: valueSet }));
};

/** AWS: "Tag filters can't be combined with other filter types." The error is unverified. */
const tagKeys = (
  filters: readonly RequestFilter[],
): Readonly<Record<string, FilterReader<ListedMachine>>> => {
  const names = filters.flatMap(({ Key = "" }) => (isTag(Key) ? [Key] : []));
  const isMixed = names.length > 0 && names.length < filters.length;
  return Object.fromEntries(
    names.map((name): [string, FilterReader<ListedMachine>] => [
      name,
      (value, key, context) => {
        if (isMixed) {
          const text = `Tag filters can't be combined with other filter types: ${key}`;
          throw documentedError("InvalidFilterKey", text, context);
        }
        return ({ machine: { tags = {} } }) =>
          key === "tag-key" ? Object.hasOwn(tags, value) : tags[key.slice(TAG.length)] === value;
      },
    ]),
  );
};

const TAG = "tag:";

const isTag = (key: string): boolean => key === "tag-key" || (key.startsWith(TAG) && key.length > TAG.length);

const of = (member: keyof ListedMachine["information"]) => (listed: ListedMachine) =>
  String(listed.information[member] ?? "");

const platform = wordOf(["Windows", "Linux", "MacOS"], of("PlatformType"));

/** Reads an instance ID. The service's error for another format is unverified. */
const instanceId: FilterReader<ListedMachine> = (value, key, context) => {
  if (!/^(i-(\w{8}|\w{17})|mi-\w{17})$/.test(value)) {
    throw context.serviceError("InvalidInstanceId", `Filter '${key}' does not support the value '${value}'.`);
  }
  return ({ information }) => information.InstanceId === value;
};

/** Reads a resource type. The texts are the service's; that it accepts a single value is recorded, too. */
const resourceType: FilterReader<ListedMachine> = (value, _key, context) => {
  if (!["EC2Instance", "ManagedInstance"].includes(value)) {
    const text = "ResourceType filter is invalid, valid values are EC2Instance, ManagedInstance";
    throw documentedError("InvalidFilterValue", text, context);
  }
  return ({ information }) => information.ResourceType === value;
};

/** Keys of `Filters` except tags, keys of the legacy filters, and two that the core's overlay does not list. */
type KeyName =
  | Exclude<FilterKeyOf<"DescribeInstanceInformation">, "tag:NAME">
  | InstanceInformationFilterKey
  | "SourceIds"
  | "SourceTypes";

const keys: Readonly<Record<KeyName, FilterReader<ListedMachine>>> = {
  InstanceIds: instanceId,
  AgentVersion: equalTo(of("AgentVersion")),
  PingStatus: wordOf(["Online", "ConnectionLost", "Inactive"], of("PingStatus")),
  PlatformTypes: platform,
  // From an earlier version of the documentation; still in use.
  PlatformType: platform,
  ActivationIds: equalTo(of("ActivationId")),
  IamRole: equalTo(of("IamRole")),
  ResourceType: resourceType,
  AssociationStatus: wordOf(["Success", "Pending", "Failed"], of("AssociationStatus")),
  SourceIds: equalTo(of("SourceId")),
  SourceTypes: equalTo(of("SourceType")),
};
