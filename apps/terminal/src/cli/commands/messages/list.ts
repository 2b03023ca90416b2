import { listMessages, type OutboxMessage } from "@windowpane/messages";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import { show } from "../../output/show.ts";
import { withOutbox } from "./outbox.ts";

export const list: Command = {
  description:
    "pending: not sent yet, or sent again later. sent: the destination accepted it. dead: a dead letter, with the reason; " +
    "`windowpane messages retry` sends it again. Messages in a digest are listed with --digest only. Sent messages and dead letters are kept for 60 days.",
  arguments: [],
  options: [
    {
      flags: "--state <state>",
      about: "pending, sent or dead (default: all)",
      group: "Options",
      choices: ["pending", "sent", "dead"],
    },
    { flags: "--digest <id>", about: "the messages in a digest", group: "Options" },
    { flags: "--destination <name>", about: "only messages to this destination", group: "Options" },
    commonOptions.archive,
    commonOptions.maxItems,
  ],
  examples: [{ line: "messages list --state dead", about: "List messages that could not be sent" }],
  refuses: ["showCli"],
  async run(context) {
    const { options, settings, console } = context;
    const state = (["pending", "sent", "dead"] as const).find((one) => one === options["state"]);
    const destination = typeof options["destination"] === "string" ? options["destination"] : undefined;
    const digest = typeof options["digest"] === "string" ? options["digest"] : undefined;
    const found = await withOutbox(context, (sql) =>
      listMessages(sql, { state, destination, digest, limit: settings.maxItems ?? 100 }),
    );
    const rows = found.map(rowOf);
    await show(context, { value: rows, rows, columns });
    const isNarrowed = [state, destination, digest].some((one) => one !== undefined);
    if (rows.length === 0) await console.note(isNarrowed ? "No message matches." : "There are no messages.");
    return exitCodes.done;
  },
};

/** A message with its times as dates, for every output format. */
const rowOf = ({ created, due, ended, ...message }: OutboxMessage): Record<string, unknown> => ({
  ...message,
  created: new Date(created),
  ...(message.state === "pending" ? { due: new Date(due) } : {}),
  ...(ended === undefined ? {} : { ended: new Date(ended) }),
});

const columns = [
  { name: "state" },
  { name: "destination" },
  { name: "title", least: 20 },
  { name: "created" },
  { name: "due", rank: 2 },
  { name: "ended", rank: 3 },
  { name: "failedAttempts", rank: 1 },
  { name: "status", rank: 1 },
  { name: "error", least: 20 },
  { name: "id", rank: 4 },
];
