import { once } from "../plan/computed.ts";
import {
  commandOf,
  type ExecutionPlan,
  type InvocationPlan,
  type Invocations,
  type RunPlan,
  type TaskPlan,
} from "../plan/plan.ts";

/** A task of an execution, with its invocations in the order in which the service lists them. */
export interface PlacedTask {
  readonly execution: ExecutionPlan;
  readonly task: TaskPlan;
  readonly count: number;
  at(index: number): InvocationPlan | undefined;
  runAt(index: number): RunPlan | undefined;
  /** Whether its invocations are made anew each time they are asked for. */
  readonly isComputed: boolean;
  locate(by: "InvocationId" | "ExecutionId", id: string): number | undefined;
  /** Which invocations ran on a machine, in order. */
  runsOn(InstanceId: string): readonly number[];
}

/** An invocation and the task that it is of. */
export interface StartedInvocation {
  readonly placed: PlacedTask;
  readonly invocation: InvocationPlan;
}

/** A task at its place. Sorting and indexing wait until somebody asks. */
export const placeTask = (execution: ExecutionPlan, task: TaskPlan): PlacedTask => {
  const planned: Invocations = task.invocations;
  const { length: count, locate } = planned;
  const ordered = once(() => inOrder(planned));
  const index = once(() => indexOf(ordered()));
  const at = (position: number): InvocationPlan | undefined => ordered().at(position);
  return {
    execution,
    task,
    count,
    at,
    runAt: (position) => (ordered().runAt === undefined ? at(position) : ordered().runAt?.(position)),
    isComputed: !Array.isArray(planned),
    locate: (by, id) => (locate === undefined ? index()[by].get(id) : locate(by, id)),
    runsOn: (id) => {
      if (locate === undefined) return index().InstanceId.get(id) ?? [];
      const position = locate("InstanceId", id);
      return position === undefined ? [] : [position];
    },
  };
};

interface InvocationIndex {
  readonly InvocationId: ReadonlyMap<string, number>;
  readonly ExecutionId: ReadonlyMap<string, number>;
  readonly InstanceId: ReadonlyMap<string, readonly number[]>;
}

const inOrder = (invocations: Invocations): Invocations =>
  // A computed list stands in its own order: to sort it would be to keep it.
  Array.isArray(invocations) ? newestFirst<InvocationPlan>(invocations) : invocations;

const indexOf = (invocations: Invocations): InvocationIndex => {
  const InvocationId = new Map<string, number>();
  const ExecutionId = new Map<string, number>();
  const InstanceId = new Map<string, number[]>();
  for (let position = 0; position < invocations.length; position += 1) {
    const invocation = invocations.at(position);
    if (invocation === undefined) continue;
    InvocationId.set(invocation.InvocationId, position);
    if (invocation.ExecutionId !== undefined) ExecutionId.set(invocation.ExecutionId, position);
    for (const machine of commandOf(invocation)?.machines ?? []) {
      const positions = InstanceId.get(machine.InstanceId);
      if (positions === undefined) InstanceId.set(machine.InstanceId, [position]);
      else positions.push(position);
    }
  }
  return { InvocationId, ExecutionId, InstanceId };
};

/** A list with what started last in front; what started together stays in the list's order. */
export const newestFirst = <Element extends { readonly start: Date }>(
  list: readonly Element[],
): readonly Element[] => list.toSorted((one, other) => other.start.getTime() - one.start.getTime());
