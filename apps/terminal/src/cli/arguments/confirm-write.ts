import type { OperationName } from "@windowpane/core";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";
import { cleanId } from "@windowpane/explorer";

/** Options of the one operation that changes something. */
export const writeOptions: readonly OptionRow[] = [
  { flags: "--allow-cancel", about: "required, because this command cancels an execution", group: "Options" },
  {
    flags: "--confirm <WindowExecutionId>",
    about: "repeat the ID to confirm; prompted for on a terminal",
    group: "Options",
  },
];

/**
 * Requires `--allow-cancel` and the repeated ID before an operation that changes something.
 *
 * @throws UsageError without them. No request was sent.
 */
export const confirmWrite = async (
  context: Context,
  operation: OperationName,
  input: object,
): Promise<void> => {
  const { options, host, settings } = context;
  if (settings.showCli) return;
  const id: unknown = Reflect.get(input, "WindowExecutionId");
  if (options["allowCancel"] !== true) {
    throw new UsageError(
      `${operation} is a write operation and requires --allow-cancel.`,
      "Add --allow-cancel, and --confirm with the same WindowExecutionId. Pending tasks will then not start.",
    );
  }
  const given = options["confirm"];
  const typed =
    typeof given === "string"
      ? given
      : await host.ask(`Type the WindowExecutionId to cancel it (${String(id)}): `);
  if (typed === undefined) {
    throw new UsageError(
      `${operation} needs confirmation, and stdin is not a terminal.`,
      "Add --confirm with the same WindowExecutionId.",
    );
  }
  if (cleanId(typed) !== id) {
    throw new UsageError(
      "The confirmation does not match the WindowExecutionId. Nothing was cancelled.",
      "Repeat the ID of the execution.",
    );
  }
};
