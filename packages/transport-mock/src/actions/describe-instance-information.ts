import type { Input, Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type Filter, type Reader } from "../filters.ts";
import type { ManagedMachine } from "../managed-machine.ts";
import { refuseAs, type Moment } from "../moment.ts";
import { readPage } from "../page.ts";
import { informationAt, isTerminated } from "../view/machine.ts";
import type { Action } from "./action.ts";

/**
 * Lists the machines of the account that were not terminated, in the order of the plan (the service's is unverified),
 * 10 to a page by default. An instance ID that is not known is left out, so the list may be empty (unverified; scripts
 * that wait for a machine to register rely on it).
 */
export const describeInstanceInformation: Action<"DescribeInstanceInformation"> = (input, moment) => {
  const filters = filtersOf(input, moment);
  if (filters.some(({ Key, Values = [] }) => Key === "ResourceType" && Values.length > 1)) {
    throw refuseAs("InvalidFilterValue", "ResourceType filter may contain only one value.", moment);
  }
  const passes = readFilters(filters, { ...keys, ...tagKeys(filters) }, moment);
  const { machines } = moment.store;
  const ids = filters.find(({ Key }) => Key === "InstanceIds")?.Values;
  // With IDs only their machines are looked at: an account may have a million.
  const positions = ids === undefined ? undefined : machines.positionsOf(ids);
  const { items, rest } = readPage(
    { ...input, MaxResults: input.MaxResults ?? DEFAULT_PAGE_SIZE },
    {
      end: positions?.length ?? machines.length,
      at: (index) => {
        const machine = machines.at(positions?.[index] ?? index);
        if (machine === undefined || isTerminated(machine, moment.now)) return undefined;
        const information = informationAt(machine, moment);
        return passes({ machine, information }) ? information : undefined;
      },
    },
    moment,
  );
  return { InstanceInformationList: items, ...rest };
};

/** Documented, unlike that of most operations. */
const DEFAULT_PAGE_SIZE = 10;

interface Listed {
  readonly machine: ManagedMachine;
  readonly information: Item<"DescribeInstanceInformation">;
}

/** Both lists at once are a `ValidationException`: AWS says that it is an error, but not which (unverified). */
const filtersOf = (
  { Filters, InstanceInformationFilterList: legacy }: Input<"DescribeInstanceInformation">,
  { refuse }: Moment,
): readonly Filter[] => {
  if (legacy === undefined) return Filters ?? [];
  if (Filters !== undefined) {
    throw refuse("ValidationException", "Filters and InstanceInformationFilterList can't be combined.");
  }
  return legacy.map(({ key, valueSet }) => ({ Key: key, Values: valueSet }));
};

/** AWS: "Tag filters can't be combined with other filter types." Which error that is is unverified. */
const tagKeys = (filters: readonly Filter[]): Readonly<Record<string, Reader<Listed>>> => {
  const names = filters.flatMap(({ Key = "" }) => (isTag(Key) ? [Key] : []));
  const isMixed = names.length > 0 && names.length < filters.length;
  return Object.fromEntries(
    names.map((name): [string, Reader<Listed>] => [
      name,
      (value, key, moment) => {
        if (isMixed) {
          const text = `Tag filters can't be combined with other filter types: ${key}`;
          throw refuseAs("InvalidFilterKey", text, moment);
        }
        return ({ machine: { tags = {} } }) =>
          key === "tag-key" ? Object.hasOwn(tags, value) : tags[key.slice(TAG.length)] === value;
      },
    ]),
  );
};

const TAG = "tag:";

const isTag = (key: string): boolean => key === "tag-key" || (key.startsWith(TAG) && key.length > TAG.length);

const of = (member: keyof Listed["information"]) => (listed: Listed) =>
  String(listed.information[member] ?? "");

const platform = wordOf(["Windows", "Linux", "MacOS"], of("PlatformType"));

/** A value that is no instance ID; the service's error for it is unverified. */
const instanceId: Reader<Listed> = (value, key, moment) => {
  if (!/^(i-(\w{8}|\w{17})|mi-\w{17})$/.test(value)) {
    throw moment.refuse("InvalidInstanceId", `Filter '${key}' does not support the value '${value}'.`);
  }
  return ({ information }) => information.InstanceId === value;
};

/** The service's own texts; that it takes a single value is recorded too. */
const resourceType: Reader<Listed> = (value, _key, moment) => {
  if (!["EC2Instance", "ManagedInstance"].includes(value)) {
    const text = "ResourceType filter is invalid, valid values are EC2Instance, ManagedInstance";
    throw refuseAs("InvalidFilterValue", text, moment);
  }
  return ({ information }) => information.ResourceType === value;
};

const keys: Readonly<Record<string, Reader<Listed>>> = {
  InstanceIds: instanceId,
  AgentVersion: equalTo(of("AgentVersion")),
  PingStatus: wordOf(["Online", "ConnectionLost", "Inactive"], of("PingStatus")),
  PlatformTypes: platform,
  // Documented once, and still seen.
  PlatformType: platform,
  ActivationIds: equalTo(of("ActivationId")),
  IamRole: equalTo(of("IamRole")),
  ResourceType: resourceType,
  AssociationStatus: wordOf(["Success", "Pending", "Failed"], of("AssociationStatus")),
  SourceIds: equalTo(of("SourceId")),
  SourceTypes: equalTo(of("SourceType")),
};
