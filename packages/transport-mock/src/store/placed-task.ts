import { once } from "../plan/computed.ts";
import {
  commandOf,
  type ExecutionPlan,
  type InvocationPlan,
  type Invocations,
  type RunPlan,
  type TaskPlan,
} from "../plan/plan.ts";

/** A task of an execution, with its invocations in the service's order. */
export interface PlacedTask {
  readonly execution: ExecutionPlan;
  readonly task: TaskPlan;
  readonly count: number;
  at(index: number): InvocationPlan | undefined;
  runAt(index: number): RunPlan | undefined;
  /** Whether its invocations are computed each time they are read. */
  readonly isComputed: boolean;
  locate(by: "InvocationId" | "ExecutionId", id: string): number | undefined;
  /** Indexes of the invocations that ran on a machine, in order. */
  runsOn(InstanceId: string): readonly number[];
}

/** An invocation with its task. */
export interface StartedInvocation {
  readonly placed: PlacedTask;
  readonly invocation: InvocationPlan;
}

/** Places a task. It is sorted and indexed at the first request for it. */
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
  // Sorting a computed list would keep all of it in memory.
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

/** Sorts a list by start, newest first. Items with the same start keep their order. */
export const newestFirst = <Element extends { readonly start: Date }>(
  list: readonly Element[],
): readonly Element[] => list.toSorted((one, other) => other.start.getTime() - one.start.getTime());
