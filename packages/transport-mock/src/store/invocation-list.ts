import { once } from "../plan/computed.ts";
import type { PlacedTask, StartedInvocation } from "./placed-task.ts";

/** The invocations of many tasks in one list, newest first. */
export interface InvocationList {
  readonly length: number;
  at(position: number): StartedInvocation | undefined;
}

/**
 * Lists the invocations of tasks by start, newest first. Nothing is computed before it is read: tasks that overlap in time
 * are sorted when the list reaches them. More than 100,000 overlapping invocations stay grouped by task, because sorting
 * them would keep them in memory.
 */
export const newestInvocations = (tasks: readonly PlacedTask[]): InvocationList => {
  let length = 0;
  const stretches = stretchesOf(tasks).map((overlapping) => {
    const stretch = { first: length, locate: locator(newestTasks(overlapping)) };
    length += countOf(overlapping);
    return stretch;
  });
  return {
    length,
    at: (position) => {
      const stretch = stretches.findLast(({ first }) => first <= position);
      const { placed, index } = stretch?.locate(position - stretch.first) ?? {};
      const invocation = index === undefined ? undefined : placed?.at(index);
      return placed === undefined || invocation === undefined ? undefined : { placed, invocation };
    },
  };
};

/** An invocation by its task and its index in that task. */
interface InvocationReference {
  readonly placed: PlacedTask;
  readonly index: number;
}

/** Groups tasks that overlap in time, directly or through others. The newest group comes first. */
const stretchesOf = (tasks: readonly PlacedTask[]): readonly (readonly PlacedTask[])[] => {
  const stretches: PlacedTask[][] = [];
  let earliest = Infinity;
  for (const placed of tasks.toSorted((one, other) => endOf(other) - endOf(one))) {
    const last = stretches.at(-1);
    if (last === undefined || endOf(placed) < earliest) {
      stretches.push([placed]);
      earliest = placed.task.start.getTime();
    } else {
      last.push(placed);
      earliest = Math.min(earliest, placed.task.start.getTime());
    }
  }
  return stretches;
};

const newestTasks = (tasks: readonly PlacedTask[]): readonly PlacedTask[] =>
  tasks.toSorted((one, other) => other.task.start.getTime() - one.task.start.getTime());

const endOf = ({ task }: PlacedTask): number => task.end.getTime();

const countOf = (tasks: readonly PlacedTask[]): number => tasks.reduce((sum, { count }) => sum + count, 0);

const MOST_SORTED = 100_000;

const locator = (tasks: readonly PlacedTask[]): ((offset: number) => InvocationReference | undefined) => {
  if (tasks.length === 1 || countOf(tasks) > MOST_SORTED) return (offset) => taskByTask(tasks, offset);
  const sorted = once(() =>
    tasks
      .flatMap((placed) =>
        Array.from({ length: placed.count }, (_, index) => ({
          placed,
          index,
          start: placed.runAt(index)?.start.getTime() ?? 0,
        })),
      )
      .toSorted((one, other) => other.start - one.start),
  );
  return (offset) => sorted()[offset];
};

const taskByTask = (tasks: readonly PlacedTask[], offset: number): InvocationReference | undefined => {
  let index = offset;
  for (const placed of tasks) {
    if (index < placed.count) return { placed, index };
    index -= placed.count;
  }
  return undefined;
};
