import { retryDead, type Delivery } from "@windowpane/messages";
import { plural } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import { ownCommandLine } from "../../context/own-command.ts";
import { show } from "../../output/show.ts";
import {
  deliverDue,
  deliveryText,
  destinationArgument,
  namedDestinations,
  requireMessages,
  withOutbox,
} from "./outbox.ts";

export const sendCommand: Command = {
  description:
    "`windowpane collect` does the same after each round. Exits with 255 if a message could not be sent.",
  arguments: [destinationArgument],
  options: [commonOptions.archive],
  examples: [{ line: "messages send", about: "Send what is due to all destinations" }],
  refuses: ["showCli"],
  run: (context) => sendDue(context, { retries: false }),
};

export const retry: Command = {
  description:
    "Makes dead letters pending again, with all their attempts, and sends what is due. " +
    "Exits with 255 if a message could not be sent.",
  arguments: [destinationArgument],
  options: [
    { flags: "--id <id>", about: "only the message with this ID", group: "Options" },
    commonOptions.archive,
  ],
  examples: [{ line: "messages retry ops", about: "Send the messages to one destination again" }],
  refuses: ["showCli"],
  run: (context) => sendDue(context, { retries: true }),
};

const sendDue = async (context: Context, { retries }: { readonly retries: boolean }): Promise<ExitCode> => {
  const { host, args, options, console } = context;
  const prepared = await requireMessages(context);
  const [name] = args;
  namedDestinations(prepared, name);
  const delivery = await withOutbox(context, async (sql) => {
    if (retries) {
      const id: { id?: string } = typeof options["id"] === "string" ? { id: options["id"] } : {};
      const count = await retryDead(sql, {
        now: host.now().getTime(),
        ...(name === undefined ? {} : { destination: name }),
        ...id,
      });
      if (count === 0 && id.id !== undefined) {
        throw new UsageError(
          `There is no dead letter with the ID "${safeLine(id.id)}"${name === undefined ? "" : ` to ${name}`}.`,
          "`windowpane messages list --state dead` lists their IDs.",
        );
      }
      await console.note(`${plural(count, "message")} made pending again.`);
    }
    return deliverDue(host, sql, prepared, name);
  });
  await showDelivery(context, delivery);
  return delivery.failed + delivery.dead + delivery.waiting > 0 ? exitCodes.failed : exitCodes.done;
};

const showDelivery = async (context: Context, delivery: Delivery): Promise<void> => {
  const { next, errors } = delivery;
  const { errors: _, ...value } = delivery;
  await show(context, {
    value: { ...value, errors },
    rows: [value],
    text: () => `${deliveryText(delivery)}.${next === undefined ? "" : ` ${dueText(context, next)}`}\n`,
  });
  for (const error of new Set(errors)) await context.console.note(error);
};

const dueText = ({ host, settings }: Context, next: Date): string =>
  next.getTime() <= host.now().getTime()
    ? `More is due now: run \`${ownCommandLine(settings, "messages", "send")}\`.`
    : `The next one is due at ${next.toISOString().slice(0, 19)}Z.`;
