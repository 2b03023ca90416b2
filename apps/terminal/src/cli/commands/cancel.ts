import { isFinalStatus } from "@windowpane/core";
import { exitCodes } from "../../host/exit-code.ts";
import { NowhereError } from "../../host/nowhere-error.ts";
import { confirmWrite, writeOptions } from "../arguments/confirm-write.ts";
import { exactExecutionArgument, readUuids } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { show } from "../output/show.ts";

const operation = "CancelMaintenanceWindowExecution";

export const cancel: Command = {
  description:
    "Pending tasks will not start. AWS lets running tasks finish, with all their machines. This is the only command that " +
    "writes to AWS, so it requires --allow-cancel and a confirmation: type the ID on a terminal, or repeat it with --confirm. It takes the ID of the execution only, so that a name or another ID never cancels the wrong execution.",
  arguments: [exactExecutionArgument],
  options: writeOptions,
  examples: [
    { line: "cancel EXECUTION --allow-cancel", about: "Cancel after typing the ID again" },
    {
      line: "cancel EXECUTION --allow-cancel --confirm EXECUTION",
      about: "Cancel from a script",
    },
  ],
  async run(context) {
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    const { settings, host, console } = context;
    if (settings.showCli) {
      await showCalls(context, [
        "# if it has not ended:",
        { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
        { operation, input: { WindowExecutionId } },
      ]);
      return exitCodes.done;
    }
    // Without the flag, no request is sent.
    if (context.options["allowCancel"] === true) await refuseFinal(context, WindowExecutionId);
    await confirmWrite(context, operation, { WindowExecutionId });
    const client = await context.client();
    const output = await client.call(operation, { WindowExecutionId }, { signal: host.interrupt });
    await show(context, { value: output, text: () => `Cancelling ${WindowExecutionId}.\n` });
    await console.note(
      "Pending tasks will not start; running tasks finish.\n" +
        `Follow it with: ${ownCommandLine(settings, "watch", WindowExecutionId)}`,
    );
    return exitCodes.done;
  },
};

/** Refuses an execution that has ended. AWS does not document its response for this. */
const refuseFinal = async (context: Context, WindowExecutionId: string): Promise<void> => {
  const { host, settings } = context;
  const client = await context.client();
  const { Status, EndTime } = await client.call(
    "GetMaintenanceWindowExecution",
    { WindowExecutionId },
    { signal: host.interrupt },
  );
  if (!isFinalStatus(Status)) return;
  const time = EndTime === undefined ? "" : ` at ${shortTime(EndTime, host.utcOffset(EndTime))}`;
  throw new NowhereError(
    `The execution cannot be cancelled: it ended with ${Status}${time}.`,
    `See its report with \`${ownCommandLine(settings, "report", WindowExecutionId)}\`.`,
  );
};
