import type { Moment } from "../moment.ts";
import type { Listing } from "../page.ts";
import { commandOf } from "../store/command-of.ts";
import type { PlacedTask, StartedInvocation } from "../store/placed-task.ts";
import { findCommand, isSent } from "./find-command.ts";

/**
 * Commands that were sent, newest first: one command, those of one machine, or all of the account.
 *
 * @throws ServiceError `InvalidCommandId` for a CommandId that is not an ID.
 */
export const sentCommands = (
  {
    CommandId,
    InstanceId,
  }: { readonly CommandId?: string | undefined; readonly InstanceId?: string | undefined },
  moment: Moment,
): Listing<StartedInvocation> => {
  if (CommandId !== undefined) {
    const started = findCommand(CommandId, moment);
    const isListed = started !== undefined && (InstanceId === undefined || runsOn(started, InstanceId));
    return { end: 1, at: () => (isListed ? started : undefined) };
  }
  return InstanceId === undefined ? ofAccount(moment) : ofMachine(InstanceId, moment);
};

const runsOn = ({ invocation }: StartedInvocation, InstanceId: string): boolean =>
  commandOf(invocation)?.machines.some((machine) => machine.InstanceId === InstanceId) ?? false;

const ofAccount = (moment: Moment): Listing<StartedInvocation> => {
  const invocations = moment.store.commandInvocations;
  return { end: invocations.length, at: (position) => ifSent(invocations.at(position), moment) };
};

const ofMachine = (InstanceId: string, moment: Moment): Listing<StartedInvocation> => {
  const runs = moment.store.commandTasks
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
        : ifSent({ placed, invocation }, moment);
    },
  };
};

const startOf = (placed: PlacedTask, index: number): number => placed.runAt(index)?.start.getTime() ?? 0;

const ifSent = (started: StartedInvocation | undefined, moment: Moment): StartedInvocation | undefined =>
  started !== undefined && isSent(started, moment) ? started : undefined;
