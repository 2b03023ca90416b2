import { countMessages, describeDestination } from "@windowpane/messages";
import { checkDestination } from "@windowpane/messages/node";
import { plural } from "@windowpane/report";
import { openArchiveIfAny } from "../../context/archive.ts";
import type { Context } from "../../context/context.ts";
import { configuredMessages } from "./outbox.ts";

/** What `doctor` tells of messages. */
export interface MessagesCheck {
  /** One line for people. */
  readonly summary: string;
  /** What is wrong and what to do, one text for each problem. */
  readonly problems: readonly string[];
}

/**
 * Checks whether destinations can be reached, without a message, and whether there are dead letters. Undefined if the fleet
 * configuration has no messages.
 */
export const checkMessages = async (context: Context): Promise<MessagesCheck | undefined> => {
  const prepared = await configuredMessages(context);
  if (prepared === undefined) return undefined;
  const { destinations, unusable } = prepared;
  const reasons = await Promise.all(destinations.map((destination) => checkDestination(destination)));
  const unreachable = destinations.flatMap((destination, index) => {
    const reason = reasons[index];
    return reason === undefined
      ? []
      : [
          `${describeDestination(destination)} cannot be reached: ${reason.replace(/\.$/u, "")}. Check its URL, DNS and the firewall; then run \`windowpane messages test ${destination.name}\`.`,
        ];
  });
  const archive = await openArchiveIfAny(context);
  const counts = archive === undefined ? [] : await countMessages(archive.sql);
  archive?.close();
  const dead = counts.filter(({ state }) => state === "dead");
  const pending = counts.reduce((sum, { state, count }) => sum + (state === "pending" ? count : 0), 0);
  return {
    summary: `Messages: ${destinations.length - unreachable.length} of ${plural(prepared.rules.length, "destination")} can be reached, ${pending} pending, ${plural(
      dead.reduce((sum, { count }) => sum + count, 0),
      "dead letter",
    )}`,
    problems: [
      ...unusable.map(({ error }) => error),
      ...unreachable,
      ...dead.map(({ destination, count }) => {
        const isOne = count === 1;
        const isKnown = prepared.rules.some(({ name }) => name === destination);
        const todo = isKnown
          ? `Run \`windowpane messages list --state dead\` for the reasons, and \`windowpane messages retry ${destination}\` to send ${isOne ? "it" : "them"} again.`
          : `The destination is not in the configuration: add it again to send ${isOne ? "it" : "them"}. Otherwise, ${isOne ? "it is" : "they are"} deleted after 60 days.`;
        return `${plural(count, "message")} to ${destination} ${isOne ? "is a dead letter" : "are dead letters"}. ${todo}`;
      }),
    ],
  };
};
