import { resultsWorstFirst } from "../../model/result.ts";
import { byWeight } from "./harm.ts";
import type { Cause } from "../../model/cause.ts";
import type { FailedMember, Group, GroupMember, GroupOf } from "../../model/group.ts";
import { normaliseError } from "../causes/rules/normalise.ts";
import { present } from "../../model/present.ts";

/** Failures grouped by cause: failures first, then their consequences, then notices; within these the most machines first, and of as many the graver. */
export const groupFailures = (failures: Iterable<FailedMember>): readonly Group[] => {
  const groups = new Map<string, { cause: Cause; members: GroupMember[]; machines: Set<string> }>();
  for (const { member, cause } of failures) {
    const group = groups.get(cause.key) ?? { cause, members: [], machines: new Set<string>() };
    groups.set(cause.key, group);
    group.members.push(member);
    if (member.kind === "machine") group.machines.add(member.name);
    if (standsFor(cause, group.cause)) group.cause = cause;
  }
  return [...groups.values()]
    .map(({ cause, members, machines }) => toGroup(cause, members, machines.size))
    .toSorted(worstFirst);
};

/** Whether a cause stands for its group instead of the one so far: a certain one, and of those the first with evidence. */
const standsFor = (cause: Known, before: Known): boolean =>
  cause.certainty === before.certainty
    ? before.evidence === undefined && cause.evidence !== undefined
    : cause.certainty === undefined;

type Known = Pick<Cause, "certainty" | "evidence">;

/** Groups of several reports as one list: the same key is the same group. */
export const mergeGroups = <Member extends GroupMember>(
  groups: Iterable<GroupOf<Member>>,
): readonly GroupOf<Member>[] => {
  const merged = new Map<string, GroupOf<Member>>();
  for (const group of groups) {
    const before = merged.get(group.key);
    merged.set(group.key, before === undefined ? group : joined(before, group));
  }
  return [...merged.values()].toSorted(worstFirst);
};

const joined = <Member extends GroupMember>(
  one: GroupOf<Member>,
  other: GroupOf<Member>,
): GroupOf<Member> => {
  const members = [...one.members, ...other.members];
  const first = standsFor(other, one) ? other : one;
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

/** Where the worst machine of a group stands in the order of results; a level has none. */
const worstResult = ({ members }: Group): number =>
  members.reduce<number>(
    (worst, { result }) =>
      result === undefined ? worst : Math.min(worst, resultsWorstFirst.indexOf(result)),
    resultsWorstFirst.length,
  );
