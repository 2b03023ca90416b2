import { badOf, bucketsWorstFirst, type Counts, type ExecutionReport, type Group } from "@windowpane/report";
import { verdicts } from "../openapi/report-schemas.ts";
import { publicHoles } from "../report-body.ts";
import { writeCursor, type Position } from "./cursor.ts";
import type { ReadPage } from "./read-page.ts";

/** A page of failures as it leaves the house. Its counts and groups are those of this page; the cursor says where to go on. */
export const pageBody = (
  { executions, windows, holes, next }: ReadPage,
  { since, now }: Position,
  options: { readonly includeSensitive: boolean; readonly requests: number },
): Readonly<Record<string, unknown>> => {
  const { includeSensitive, requests } = options;
  const notable = executions.filter(({ verdict }) => verdict !== "PASSED").toSorted(worstFirst);
  const all = publicHoles(
    [...holes, ...executions.flatMap((execution) => execution.holes)],
    includeSensitive,
  );
  return {
    since,
    now,
    windows,
    executions: notable.map((execution) => ({
      ...execution,
      holes: publicHoles(execution.holes, includeSensitive),
    })),
    verdicts: Object.fromEntries(
      verdicts.map((verdict) => [
        verdict,
        executions.filter((execution) => execution.verdict === verdict).length,
      ]),
    ),
    counts: sumOf(executions.map(({ counts }) => counts)),
    groups: joined(notable.flatMap(({ groups }) => groups)),
    holes: all,
    complete: all.length === 0,
    done: next === undefined,
    ...(next === undefined ? {} : { nextCursor: writeCursor(next) }),
    requests,
  };
};

const worstFirst = (one: ExecutionReport, other: ExecutionReport): number =>
  badOf(other.counts) - badOf(one.counts) ||
  (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0);

const sumOf = (parts: readonly Counts[]): Counts => {
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const buckets = Object.fromEntries(
    bucketsWorstFirst.map((bucket) => [bucket, parts.reduce((sum, part) => sum + part.buckets[bucket], 0)]),
  );
  // Every bucket has just been given its sum.
  return { total, exact: parts.every(({ exact }) => exact), buckets: buckets as Counts["buckets"] };
};

/** Groups of several executions as one list: the same key is the same failure. */
const joined = (groups: readonly Group[]): readonly Group[] => {
  const byKey = new Map<string, Group>();
  for (const group of groups) {
    const before = byKey.get(group.key);
    if (before === undefined) byKey.set(group.key, group);
    else {
      const members = [...before.members, ...group.members];
      const machines = new Set(members.filter(({ kind }) => kind === "machine").map(({ name }) => name)).size;
      byKey.set(group.key, { ...before, members, machines });
    }
  }
  const weights = { failure: 0, consequence: 1, notice: 2 };
  return [...byKey.values()].toSorted(
    (one, other) =>
      weights[one.weight] - weights[other.weight] ||
      other.machines - one.machines ||
      other.members.length - one.members.length,
  );
};
