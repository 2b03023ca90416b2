import { resultsWorstFirst } from "../../model/result.ts";
import { byWeight } from "./harm.ts";
import type { Cause } from "../../model/cause.ts";
import type { FailedMember, Group, GroupMember, GroupOf } from "../../model/group.ts";
import { normaliseError } from "../causes/rules/normalise.ts";
import { present } from "../../model/present.ts";

/** Groups failures by cause: failures first, then consequences, then notices; within these, the most machines first, then the worst results. */
export const groupFailures = (failures: Iterable<FailedMember>): readonly Group[] => {
  const groups = new Map<string, { cause: Cause; members: GroupMember[]; machines: Set<string> }>();
  for (const { member, cause } of failures) {
    const group = groups.get(cause.key) ?? { cause, members: [], machines: new Set<string>() };
    groups.set(cause.key, group);
    group.members.push(member);
    if (member.kind === "machine") group.machines.add(member.name);
    if (represents(cause, group.cause)) group.cause = cause;
  }
  return [...groups.values()]
    .map(({ cause, members, machines }) => toGroup(cause, members, machines.size))
    .toSorted(worstFirst);
};

/** Whether a cause replaces the one that represents its group: a certain one is preferred, then one with evidence. */
const represents = (cause: CauseCandidate, before: CauseCandidate): boolean =>
  cause.certainty === before.certainty
    ? before.evidence === undefined && cause.evidence !== undefined
    : cause.certainty === undefined;

type CauseCandidate = Pick<Cause, "certainty" | "evidence">;

/** Merges the groups of several reports by key. */
export const mergeGroups = <Member extends GroupMember>(
  groups: Iterable<GroupOf<Member>>,
): readonly GroupOf<Member>[] => {
  const merged = new Map<string, { first: GroupOf<Member>; readonly all: GroupOf<Member>[] }>();
  for (const group of groups) {
    const before = merged.get(group.key);
    if (before === undefined) {
      merged.set(group.key, { first: group, all: [group] });
      continue;
    }
    before.all.push(group);
    if (represents(group, before.first)) before.first = group;
  }
  return [...merged.values()]
    .map(({ first, all }) => (all.length === 1 ? first : joined(first, all)))
    .toSorted(worstFirst);
};

const joined = <Member extends GroupMember>(
  first: GroupOf<Member>,
  groups: readonly GroupOf<Member>[],
): GroupOf<Member> => {
  const members = groups.flatMap((group) => group.members);
  return { ...first, members, machines: machinesIn(members) };
};

const machinesIn = (members: readonly GroupMember[]): number =>
  new Set(members.filter(({ kind }) => kind === "machine").map(({ name }) => name)).size;

const toGroup = (cause: Cause, members: readonly GroupMember[], machines: number): Group => {
  const { key, slug, title, nextStep, weight, evidence, certainty, otherwise } = cause;
  return {
    key,
    slug,
    title,
    nextStep,
    weight,
    error: evidence === undefined ? "" : normaliseError(evidence),
    ...present({ evidence, certainty, otherwise }),
    machines,
    members,
  };
};

const worstFirst = (one: Group, other: Group): number =>
  byWeight(one.weight, other.weight) ||
  other.machines - one.machines ||
  other.members.length - one.members.length ||
  worstResult(one) - worstResult(other) ||
  (one.key < other.key ? -1 : 1);

/** Rank of the worst result in a group. Levels have no result. */
const worstResult = ({ members }: Group): number =>
  members.reduce<number>(
    (worst, { result }) =>
      result === undefined ? worst : Math.min(worst, resultsWorstFirst.indexOf(result)),
    resultsWorstFirst.length,
  );
