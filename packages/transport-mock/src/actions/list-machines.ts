import type { Moment } from "../moment.ts";
import type { Listing } from "../page.ts";
import type { MachinePlan } from "../plan.ts";
import { commandOf } from "../store/command-of.ts";
import type { StartedInvocation } from "../store/placed-task.ts";
import { findCommand } from "./find-command.ts";
import { sentCommands } from "./sent-commands.ts";

/** A command on a machine. */
export interface CommandOnMachine {
  readonly started: StartedInvocation;
  readonly machine: MachinePlan;
}

/**
 * The machines that a request is about, with the shortest way to them: those of one command, the commands of one
 * machine, or everything that ever ran.
 */
export const listMachines = (
  {
    CommandId,
    InstanceId,
  }: { readonly CommandId?: string | undefined; readonly InstanceId?: string | undefined },
  moment: Moment,
): Listing<CommandOnMachine> => {
  if (CommandId !== undefined) return ofCommand(CommandId, InstanceId, moment);
  return InstanceId === undefined ? ofAccount(moment) : ofMachine(InstanceId, moment);
};

const ofCommand = (
  CommandId: string,
  InstanceId: string | undefined,
  moment: Moment,
): Listing<CommandOnMachine> => {
  const started = findCommand(CommandId, moment);
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

const ofMachine = (InstanceId: string, moment: Moment): Listing<CommandOnMachine> => {
  const commands = sentCommands({ InstanceId }, moment);
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
 * Most machines of one command that have a position of their own: a position is the invocation's number times this,
 * plus the machine's. The service takes far fewer targets in one command.
 */
const MACHINES = 65_536;

const ofAccount = (moment: Moment): Listing<CommandOnMachine> => {
  const commands = sentCommands({}, moment);
  // Positions are read in order, so the last invocation read is most often the next one too.
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
