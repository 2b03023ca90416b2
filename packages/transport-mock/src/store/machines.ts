import type { ManagedMachine, ManagedMachines } from "../plan/managed-machine.ts";
import { type AccountPlan, commandOf, type Invocations } from "../plan/plan.ts";
import type { PlacedTask } from "./placed-task.ts";

/** The machines of an account, each once: those of the plan, then those derived from commands. */
export interface AccountMachines extends ManagedMachines {
  /** The machine with an instance ID. */
  find(InstanceId: string): ManagedMachine | undefined;
  /** Positions of the machines with these IDs, sorted and without duplicates. Unknown IDs are skipped. */
  positionsOf(ids: readonly string[]): readonly number[];
}

/**
 * Opens the machines of a plan. Machines are read at the first request for one; commands are read only when a machine is
 * not in the plan or all machines are listed.
 */
export const openMachines = (
  planned: () => AccountPlan["machines"],
  tasks: () => readonly PlacedTask[],
): AccountMachines => {
  let known: ManagedMachines | undefined;
  let found: ManagedMachines | undefined;
  const inPlan = (): ManagedMachines => (known ??= withIndex(planned() ?? []));
  const derived = (): ManagedMachines => (found ??= withIndex(derivedFrom(tasks(), inPlan())));
  const locate = (InstanceId: string): number | undefined => {
    const position = inPlan().locate(InstanceId);
    if (position !== undefined) return position;
    const behind = derived().locate(InstanceId);
    return behind === undefined ? undefined : inPlan().length + behind;
  };
  const at = (index: number): ManagedMachine | undefined =>
    index < inPlan().length ? inPlan().at(index) : derived().at(index - inPlan().length);
  return {
    get length() {
      return inPlan().length + derived().length;
    },
    at,
    locate,
    find: (InstanceId) => {
      const index = locate(InstanceId);
      return index === undefined ? undefined : at(index);
    },
    positionsOf: (ids) =>
      [...new Set(ids)].flatMap((id) => locate(id) ?? []).toSorted((one, other) => one - other),
  };
};

/**
 * Indexes the machines of a plan by instance ID.
 *
 * @throws RangeError when two machines of an array have the same ID.
 */
export const withIndex = (machines: readonly ManagedMachine[] | ManagedMachines): ManagedMachines => {
  if ("locate" in machines) return machines;
  const positions = new Map<string, number>();
  for (const [index, { information }] of machines.entries()) {
    const { InstanceId } = information;
    if (positions.has(InstanceId)) {
      throw new RangeError(`The plan has the machine ${InstanceId} twice. Give each machine a unique ID.`);
    }
    positions.set(InstanceId, index);
  }
  return { length: machines.length, at: (index) => machines[index], locate: (id) => positions.get(id) };
};

const derivedFrom = (
  tasks: readonly PlacedTask[],
  known: Pick<ManagedMachines, "locate">,
): readonly ManagedMachine[] => {
  const names = new Map<string, string | undefined>();
  for (const { task, count, at } of tasks) {
    const invocations: Invocations = task.invocations;
    if (invocations.locate !== undefined) continue;
    for (let index = 0; index < count; index += 1) {
      const invocation = at(index);
      const machines = invocation === undefined ? [] : (commandOf(invocation)?.machines ?? []);
      for (const { InstanceId, InstanceName } of machines) {
        if (!names.has(InstanceId) && known.locate(InstanceId) === undefined)
          names.set(InstanceId, InstanceName);
      }
    }
  }
  return [...names].map(([InstanceId, name]) => ({
    information: {
      InstanceId,
      ResourceType: InstanceId.startsWith("mi-") ? "ManagedInstance" : "EC2Instance",
      ...(name !== undefined && { ComputerName: name }),
    },
  }));
};
