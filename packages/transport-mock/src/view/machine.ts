import type { InstanceInformation } from "@windowpane/core";
import type { ManagedMachine } from "../plan/managed-machine.ts";
import { commandOf, type MachinePlan } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import { hashText } from "../world/random.ts";
import { isUndelivered } from "./command.ts";
import { copy } from "./copy.ts";
import { hasStarted } from "./execution.ts";

/** A machine at the time of a request, as DescribeInstanceInformation returns it. */
export const informationAt = (
  { information }: ManagedMachine,
  context: RequestContext,
): InstanceInformation => {
  const known: InstanceInformation = copy(information);
  if (known.PingStatus !== undefined && known.LastPingDateTime !== undefined) return known;
  const { PingStatus, LastPingDateTime } = connectionAt(information.InstanceId, context);
  return {
    ...known,
    PingStatus: known.PingStatus ?? PingStatus,
    LastPingDateTime: known.LastPingDateTime ?? LastPingDateTime,
  };
};

/** Whether a machine was terminated or deregistered. */
export const isTerminated = ({ terminated }: ManagedMachine, now: number): boolean =>
  terminated !== undefined && terminated.getTime() <= now;

/** Interval of SSM Agent's pings, in milliseconds. */
const PING_INTERVAL = 300_000;

const connectionAt = (
  InstanceId: string,
  context: RequestContext,
): Required<Pick<InstanceInformation, "PingStatus" | "LastPingDateTime">> => {
  const last = lastCommandOn(InstanceId, context);
  if (last !== undefined && isUndelivered(last)) {
    return { PingStatus: "ConnectionLost", LastPingDateTime: new Date(last.start) };
  }
  // Spreads the pings of machines over the interval.
  const offset = (hashText(InstanceId, 0) % 300) * 1000;
  const since = (context.now - offset) % PING_INTERVAL;
  return { PingStatus: "Online", LastPingDateTime: new Date(context.now - since) };
};

/** The last command that ended on a machine, by the start of its task. */
const lastCommandOn = (InstanceId: string, context: RequestContext): MachinePlan | undefined => {
  for (const placed of context.store.commandTasks) {
    if (!hasStarted(placed, context)) continue;
    for (const index of placed.runsOn(InstanceId)) {
      const invocation = placed.at(index);
      const machines = invocation === undefined ? [] : (commandOf(invocation)?.machines ?? []);
      const run = machines.find((plan) => plan.InstanceId === InstanceId);
      if (run !== undefined && run.end.getTime() <= context.now) return run;
    }
  }
  return undefined;
};
