import { resultsWorstFirst } from "../../model/result.ts";
import { byWeight, isStopped } from "./harm.ts";
import type { Cause } from "../../model/cause.ts";
import type { FailedMember, Group, GroupMember, GroupOf } from "../../model/group.ts";
import { normaliseError } from "../causes/rules/normalise.ts";
import { present } from "../../model/present.ts";

/**
 * Groups failures by cause: failures first, then consequences, then notices. Within these, the most harm comes first: the machines
 * with the cause and those that never ran because of it. A rollout that stops after two machines harms all the others, too.
 */
export const groupFailures = (failures: Iterable<FailedMember>): readonly Group[] => {
  const groups = new Map<string, { cause: Cause; members: GroupMember[]; machines: Set<string> }>();
  const stopped = new Map<string, Set<string>>();
  for (const { member, cause } of failures) {
    const group = groups.get(cause.key) ?? { cause, members: [], machines: new Set<string>() };
    groups.set(cause.key, group);
    group.members.push(member);
    if (member.kind === "machine") group.machines.add(member.name);
    if (represents(cause, group.cause)) group.cause = cause;
    if (isStopped(cause)) {
      const names = stopped.get(taskKey(member)) ?? new Set();
      stopped.set(taskKey(member), names.add(member.name));
    }
  }
  return [...groups.values()]
    .map(({ cause, members, machines }) => toGroup({ cause, members, machines: machines.size }, stopped))
    .toSorted(worstFirst);
};

const taskKey = ({ WindowExecutionId, TaskExecutionId = "" }: GroupMember): string =>
  `${WindowExecutionId} ${TaskExecutionId}`;

/** Number of machines that the tasks of a failure did not run on because of it. */
const stoppedBy = (
  members: readonly GroupMember[],
  stopped: ReadonlyMap<string, ReadonlySet<string>>,
): number =>
  [...new Set(members.map(taskKey))].reduce((sum, task) => sum + (stopped.get(task)?.size ?? 0), 0);

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
  const stopped = groups.reduce((sum, group) => sum + (group.stopped ?? 0), 0);
  const recurrence = groups.flatMap((group) => group.recurrence ?? []);
  return {
    ...first,
    members,
    machines: machinesIn(members),
    ...(stopped === 0 ? {} : { stopped }),
    ...(recurrence.length === 0 ? {} : { recurrence }),
  };
};

const machinesIn = (members: readonly GroupMember[]): number =>
  new Set(members.filter(({ kind }) => kind === "machine").map(({ name }) => name)).size;

const toGroup = (
  {
    cause,
    members,
    machines,
  }: { readonly cause: Cause; readonly members: readonly GroupMember[]; readonly machines: number },
  stoppedByTask: ReadonlyMap<string, ReadonlySet<string>>,
): Group => {
  const stopped = cause.weight === "failure" ? stoppedBy(members, stoppedByTask) : 0;
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
    ...(stopped === 0 ? {} : { stopped }),
    members,
  };
};

/** Number of machines that a cause harmed; of something else where it harmed none. */
const harmOf = ({ machines, members, stopped = 0 }: Group): number =>
  (machines === 0 ? Math.min(1, members.length) : machines) + stopped;

const worstFirst = (one: Group, other: Group): number =>
  byWeight(one.weight, other.weight) ||
  harmOf(other) - harmOf(one) ||
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
