import type { OperationName } from "@windowpane/core";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { cleanId } from "./ids.ts";
import type { OptionRow } from "../context/option.ts";

/** What the one operation that changes something is allowed by, under its own name and AWS's. */
export const writeOptions: readonly OptionRow[] = [
  { flags: "--allow-cancel", about: "required: this changes something", group: "Options" },
  {
    flags: "--confirm <WindowExecutionId>",
    about: "the same id once more; asked for on a terminal when left out",
    group: "Options",
  },
];

/**
 * Lets the one operation that changes something pass only when it was allowed by a flag and its id was given twice.
 *
 * @throws UsageError otherwise; nothing was sent.
 */
export const confirmWrite = async (
  context: Context,
  operation: OperationName,
  input: object,
): Promise<void> => {
  const { own, host, settings } = context;
  if (settings.showCli) return;
  const id: unknown = Reflect.get(input, "WindowExecutionId");
  if (own["allowCancel"] !== true) {
    throw new UsageError(
      `${operation} changes something: tasks that have not started never will.`,
      "Add --allow-cancel and --confirm with the same WindowExecutionId.",
    );
  }
  const given = own["confirm"];
  const typed =
    typeof given === "string"
      ? given
      : await host.ask(`Type the WindowExecutionId to cancel it (${String(id)}): `);
  if (typed === undefined) {
    throw new UsageError(
      `${operation} needs a confirmation, and there is no terminal to ask on.`,
      "Add --confirm with the same WindowExecutionId.",
    );
  }
  if (cleanId(typed) !== id) {
    throw new UsageError(
      "The confirmation is not the WindowExecutionId, so nothing was cancelled.",
      "Give the id of the execution itself once more.",
    );
  }
};
