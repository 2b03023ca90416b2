import type { CommandPlan, InvocationPlan, Invocations, RunPlan } from "../../plan/plan.ts";
import { hashText, scramble } from "../../world/random.ts";
import { scatteredMachines, scatteredUuids } from "./scattered-ids.ts";
import { type FleetOutcome, spreadFailures, success, troubles } from "./troubles.ts";

/** The invocations of a fleet, computed one by one, so that a million need no memory. */
export const fleetInvocations = ({
  count,
  failureRate,
  seed,
  start: firstStart,
  duration,
  targets,
}: {
  readonly count: number;
  readonly failureRate: number;
  readonly seed: number;
  /** Start of the first invocation, in epoch milliseconds. */
  readonly start: number;
  /** Time between the first start and the last possible end, in milliseconds. */
  readonly duration: number;
  /** Targets, assigned to the invocations in turn. */
  readonly targets: readonly [FleetTarget, ...FleetTarget[]];
}): Invocations => {
  const ids = {
    InvocationId: scatteredUuids("invocation", count, seed),
    ExecutionId: scatteredUuids("command", count, seed),
    InstanceId: scatteredMachines(count, seed),
  };
  const failures = spreadFailures(failureRate, seed);
  const key = hashText("runs", seed);
  const longest = duration / 10;
  const step = (duration - longest) / count;

  const endingOf = (index: number): FleetOutcome =>
    failures.fails(index) ? (troubles[scramble(index ^ key) % troubles.length] ?? troubles[0]) : success;
  const startOf = (index: number): number => Math.floor(firstStart + step * (count - 1 - index));
  const endOf = (index: number): number =>
    startOf(index) + Math.floor(longest * (0.1 + (0.9 * scramble(index + key)) / 2 ** 32));

  return {
    length: count,
    at: (index): InvocationPlan | undefined => {
      if (!(index >= 0 && index < count)) return undefined;
      const ending = endingOf(index);
      const { WindowTargetId, OwnerInformation } = targets[index % targets.length] ?? targets[0];
      const start = new Date(startOf(index));
      const end = new Date(endOf(index));
      return {
        InvocationId: ids.InvocationId.idOf(index),
        ExecutionId: ids.ExecutionId.idOf(index),
        Parameters: PARAMETERS_BEFORE + ids.InstanceId.idOf(index) + PARAMETERS_AFTER,
        OwnerInformation,
        WindowTargetId,
        start,
        end,
        outcome: ending.outcome,
        details: ending.details,
        // A function, because lists do not return commands.
        command: () => commandOn(ids.InstanceId.idOf(index), index, { start, end }, ending),
      };
    },
    runAt: (index) => {
      const { outcome, details } = endingOf(index);
      return { start: new Date(startOf(index)), end: new Date(endOf(index)), outcome, details };
    },
    locate: (by, id) => ids[by].indexOf(id),
  };
};

interface FleetTarget {
  readonly WindowTargetId: string;
  readonly OwnerInformation: string;
}

/** The host name of an invocation's machine. */
export const hostNameOf = (index: number): string => `fleet-${index}.example.internal`;

/** Document of the fleet's commands. */
export const DOCUMENT = "AWS-RunShellScript";
/** Script of the fleet's commands. */
export const SCRIPT = "dnf -y upgrade --security";

const PARAMETERS_BEFORE = `{"comment":"","documentName":"${DOCUMENT}","instanceIds":["`;
const PARAMETERS_AFTER = `"],"maxConcurrency":"10%","maxErrors":"100%","parameters":{"commands":["${SCRIPT}"],"executionTimeout":["3600"],"workingDirectory":[""]},"timeoutSeconds":600}`;

const commandOn = (
  InstanceId: string,
  index: number,
  { start, end }: Pick<RunPlan, "start" | "end">,
  { machine, printed }: FleetOutcome,
): CommandPlan => ({
  DocumentName: DOCUMENT,
  machines: [
    {
      InstanceId,
      InstanceName: hostNameOf(index),
      start,
      end,
      ...machine,
      plugins: [{ Name: "aws:runShellScript", ...machine, ...printed }],
    },
  ],
});
