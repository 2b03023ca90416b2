import { confirmWrite, writeOptions } from "../arguments/confirm-write.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { NowhereError } from "../../host/errors/nowhere-error.ts";
import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument, readUuids } from "../arguments/id-arguments.ts";

const operation = "CancelMaintenanceWindowExecution";

export const cancelCommand: Command = {
  name: "cancel",
  summary: "cancel an execution: its tasks that have not begun never will",
  description:
    "The one command that changes something, so it wants --allow-cancel, and the id once more: typed on a terminal, or given to " +
    "--confirm. AWS lets tasks that are in progress run to their end; machines that are being worked on go on.",
  arguments: [executionArgument],
  options: [],
  ownOptions: writeOptions,
  examples: [
    { line: "cancel EXECUTION --allow-cancel", gives: "cancel, after the id was typed once more" },
    { line: "cancel EXECUTION --allow-cancel --confirm EXECUTION", gives: "the same in a script" },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    const { settings, host, screen } = context;
    if (settings.showCli) {
      await context.showCalls([{ operation, input: { WindowExecutionId } }]);
      return exitCodes.done;
    }
    const { ownCommandLine } = await import("../output/own-line.ts");
    // Without the flag nothing is asked, not even whether it still runs.
    if (context.own["allowCancel"] === true) await refuseFinished(context, WindowExecutionId);
    await confirmWrite(context, operation, { WindowExecutionId });
    const client = await context.client();
    const answer = await client.call(operation, { WindowExecutionId }, { signal: host.interrupt });
    await context.show({ value: answer, text: () => `Cancelling ${WindowExecutionId}.\n` });
    await screen.note(
      "Tasks that have not begun never will; tasks in progress run to their end.\n" +
        `See how it ends with: ${ownCommandLine(settings, "watch", WindowExecutionId)}`,
    );
    return exitCodes.done;
  },
};

/** What has ended cannot be cancelled; what AWS would say to that is not documented. */
const refuseFinished = async (context: Context, WindowExecutionId: string): Promise<void> => {
  const { host } = context;
  const { isFinalStatus } = await import("@windowpane/core");
  const client = await context.client();
  const asked = { signal: host.interrupt };
  const { Status, EndTime } = await client.call(
    "GetMaintenanceWindowExecution",
    { WindowExecutionId },
    asked,
  );
  if (!isFinalStatus(Status)) return;
  const { ownCommandLine } = await import("../output/own-line.ts");
  const { shortTime } = await import("../output/aws-form.ts");
  const ended = EndTime === undefined ? "" : ` at ${shortTime(EndTime, host.utcOffset(EndTime))}`;
  throw new NowhereError(
    `The execution ended with ${Status}${ended}, so there is nothing to cancel.`,
    `\`${ownCommandLine(context.settings, "report", WindowExecutionId)}\` says what it did.`,
  );
};
