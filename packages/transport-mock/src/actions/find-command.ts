import type { Moment } from "../moment.ts";
import type { StartedInvocation } from "../store/placed-task.ts";
import { hasStarted } from "../view/task.ts";

/**
 * The invocation that started a command. Undefined: the service does not know the command, or not yet.
 *
 * @throws ServiceError `InvalidCommandId` for 36 characters that are no id (unverified).
 */
export const findCommand = (CommandId: string, moment: Moment): StartedInvocation | undefined => {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(CommandId)) throw moment.refuse("InvalidCommandId");
  const started = moment.store.started(CommandId);
  return started !== undefined && isSent(started, moment) ? started : undefined;
};

/** Whether the command of an invocation has been sent. */
export const isSent = ({ placed, invocation }: StartedInvocation, moment: Moment): boolean =>
  invocation.command !== undefined && invocation.start.getTime() <= moment.now && hasStarted(placed, moment);
