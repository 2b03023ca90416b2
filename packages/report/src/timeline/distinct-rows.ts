import type { Timeline, TimelineRow } from "./model.ts";

/**
 * The rows of a timeline without repeated bars: leaves out invocations that have one machine or are the only one of their task.
 * For drawing only; the counts cover all rows.
 */
export const distinctRows = ({ rows }: Pick<Timeline, "rows">): readonly TimelineRow[] => {
  const machines = countBy(rows, "machine", ({ InvocationId }) => InvocationId);
  const invocations = countBy(rows, "invocation", ({ TaskExecutionId }) => TaskExecutionId);
  return rows.filter(
    ({ level, InvocationId, TaskExecutionId }) =>
      level !== "invocation" ||
      (machines.get(InvocationId) !== 1 && (invocations.get(TaskExecutionId) ?? 0) > 1) ||
      machines.get(InvocationId) === undefined,
  );
};

const countBy = (
  rows: readonly TimelineRow[],
  wanted: TimelineRow["level"],
  keyOf: (row: TimelineRow) => string | undefined,
): ReadonlyMap<string | undefined, number> => {
  const counts = new Map<string | undefined, number>();
  for (const row of rows) {
    if (row.level === wanted) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  }
  return counts;
};
