/** Lists the commands of an account, and the machines that they ran on. */
import { commandOf, type MachinePlan } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import type { Listing } from "../request/page.ts";
import type { PlacedTask, StartedInvocation } from "../store/placed-task.ts";
import { findCommand, isSent } from "./find.ts";

/** The IDs by which a request selects commands. */
interface CommandSelection {
  readonly CommandId?: string | undefined;
  readonly InstanceId?: string | undefined;
}

/**
 * Lists sent commands, newest first: one command, those of one machine, or all of the account.
 *
 * @throws ServiceError `InvalidCommandId` for a CommandId in another format.
 */
export const sentCommands = (
  { CommandId, InstanceId }: CommandSelection,
  context: RequestContext,
): Listing<StartedInvocation> => {
  if (CommandId !== undefined) {
    const started = findCommand(CommandId, context);
    const isListed = started !== undefined && (InstanceId === undefined || runsOn(started, InstanceId));
    return { end: 1, at: () => (isListed ? started : undefined) };
  }
  return InstanceId === undefined ? allCommands(context) : commandsOn(InstanceId, context);
};

const runsOn = ({ invocation }: StartedInvocation, InstanceId: string): boolean =>
  commandOf(invocation)?.machines.some((machine) => machine.InstanceId === InstanceId) ?? false;

const allCommands = (context: RequestContext): Listing<StartedInvocation> => {
  const invocations = context.store.commandInvocations;
  return { end: invocations.length, at: (position) => ifSent(invocations.at(position), context) };
};

const commandsOn = (InstanceId: string, context: RequestContext): Listing<StartedInvocation> => {
  const runs = context.store.commandTasks
    .flatMap((placed) =>
      placed.runsOn(InstanceId).map((index) => ({ placed, index, start: startOf(placed, index) })),
    )
    .toSorted((one, other) => other.start - one.start);
  return {
    end: runs.length,
    at: (position) => {
      const { placed, index } = runs[position] ?? {};
      const invocation = index === undefined ? undefined : placed?.at(index);
      return placed === undefined || invocation === undefined
        ? undefined
        : ifSent({ placed, invocation }, context);
    },
  };
};

const startOf = (placed: PlacedTask, index: number): number => placed.runAt(index)?.start.getTime() ?? 0;

const ifSent = (
  started: StartedInvocation | undefined,
  context: RequestContext,
): StartedInvocation | undefined => (started !== undefined && isSent(started, context) ? started : undefined);

/** A command on a machine. */
export interface CommandOnMachine {
  readonly started: StartedInvocation;
  readonly machine: MachinePlan;
}

/** Lists the machines of one command, the commands of one machine, or all command invocations of the account. */
export const listMachines = (
  { CommandId, InstanceId }: CommandSelection,
  context: RequestContext,
): Listing<CommandOnMachine> => {
  if (CommandId !== undefined) return machinesOfCommand(CommandId, InstanceId, context);
  return InstanceId === undefined ? allMachines(context) : runsOfMachine(InstanceId, context);
};

const machinesOfCommand = (
  CommandId: string,
  InstanceId: string | undefined,
  context: RequestContext,
): Listing<CommandOnMachine> => {
  const started = findCommand(CommandId, context);
  const machines = machinesStartedBy(started);
  return {
    end: machines.length,
    at: (position) => {
      const machine = machines[position];
      if (started === undefined || machine === undefined) return undefined;
      return InstanceId === undefined || machine.InstanceId === InstanceId ? { started, machine } : undefined;
    },
  };
};

const runsOfMachine = (InstanceId: string, context: RequestContext): Listing<CommandOnMachine> => {
  const commands = commandsOn(InstanceId, context);
  return {
    end: commands.end,
    at: (position) => {
      const started = commands.at(position);
      const machine = machinesStartedBy(started).find((plan) => plan.InstanceId === InstanceId);
      return started === undefined || machine === undefined ? undefined : { started, machine };
    },
  };
};

/**
 * Maximum number of machines of one command. A position is the invocation's index times this number, plus the machine's
 * index. The service takes far fewer targets in one command.
 */
const MACHINES = 65_536;

const allMachines = (context: RequestContext): Listing<CommandOnMachine> => {
  const commands = allCommands(context);
  // Positions are read in order, so the next one most often belongs to the same invocation.
  let last: { readonly unit: number; readonly started: StartedInvocation | undefined } | undefined;
  const startedOf = (unit: number): StartedInvocation | undefined => {
    if (last?.unit !== unit) last = { unit, started: commands.at(unit) };
    return last.started;
  };
  const machinesOf = (unit: number): readonly MachinePlan[] => machinesStartedBy(startedOf(unit));
  return {
    end: commands.end * MACHINES,
    at: (position) => {
      const unit = Math.floor(position / MACHINES);
      const started = startedOf(unit);
      const machine = machinesOf(unit)[position % MACHINES];
      return started === undefined || machine === undefined ? undefined : { started, machine };
    },
    after: (position) => {
      const unit = Math.floor(position / MACHINES);
      return (position % MACHINES) + 1 < machinesOf(unit).length ? position + 1 : (unit + 1) * MACHINES;
    },
  };
};

const machinesStartedBy = (started: StartedInvocation | undefined): readonly MachinePlan[] =>
  started === undefined ? [] : (commandOf(started.invocation)?.machines ?? []);
