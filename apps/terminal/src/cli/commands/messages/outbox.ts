/** What the commands about messages share: the configuration, the outbox and the sender. */
import type { Sql } from "@windowpane/archive";
import { messageLink } from "@windowpane/explorer";
import {
  deliver,
  prepareMessages,
  type Delivery,
  type DestinationRules,
  type PreparedMessages,
} from "@windowpane/messages";
import { guardedFetch } from "@windowpane/messages/node";
import { plural } from "@windowpane/report";
import { ConfigurationError } from "../../../host/configuration-error.ts";
import type { Host } from "../../../host/host.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { openArchiveToWrite, type ArchiveContext } from "../../context/archive.ts";
import type { ArgumentRow } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { pageUrl } from "../../context/page-url.ts";
import { readFleet } from "../../context/read-fleet.ts";

export const destinationArgument: ArgumentRow = {
  name: "DESTINATION",
  about: "name of a destination (default: all)",
  optional: true,
};

/** The messages of the fleet configuration. Undefined if there is no configuration, or it has no messages. */
export const configuredMessages = async ({
  host,
  settings,
}: Pick<Context, "host" | "settings">): Promise<PreparedMessages | undefined> => {
  const given = settings.fleet ?? host.env["WINDOWPANE_FLEET"];
  if (given === undefined || given === "") return undefined;
  const config = await readFleet(host, given);
  return prepareMessages(config, {
    secrets: { readFile: (path) => host.readFile(path), variable: (name) => host.env[name] },
    now: () => host.now(),
    linkTo: messageLink,
    page: pageUrl({ host, settings }),
  });
};

/** The same. @throws ConfigurationError without a configuration or its messages. */
export const requireMessages = async (context: Context): Promise<PreparedMessages> => {
  const prepared = await configuredMessages(context);
  if (prepared !== undefined) return prepared;
  throw new ConfigurationError(
    context.settings.fleet === undefined && !context.host.env["WINDOWPANE_FLEET"]
      ? "There is no fleet configuration, which names the destinations of messages."
      : "The fleet configuration has no messages section, which names the destinations.",
    "Add --fleet FILE with a messages section; docs/messages.md shows one.",
  );
};

/** The destinations that an argument names: one, or all. @throws UsageError if there is no such destination. */
export const namedDestinations = (
  { rules }: PreparedMessages,
  name: string | undefined,
): readonly DestinationRules[] => {
  if (name === undefined) return rules;
  const found = rules.filter((destination) => destination.name === name);
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no destination "${name}".`,
    `The configuration has ${rules.map((destination) => destination.name).join(", ")}.`,
  );
};

/**
 * Runs work with the archive's database, and closes it.
 *
 * @throws UsageError if the file does not exist; ArchiveError if it cannot be opened.
 */
export const withOutbox = async <Result>(
  context: ArchiveContext,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> => {
  const archive = await openArchiveToWrite(context, { mustExist: true });
  try {
    return await work(archive.sql);
  } finally {
    archive.close();
  }
};

/**
 * Sends what is due. Used by `collect` after each round.
 *
 * @param only - name of the only destination to send to. Default: all.
 */
export const deliverDue = (
  host: Host,
  sql: Sql,
  { destinations, unusable, link }: Pick<PreparedMessages, "destinations" | "unusable" | "link">,
  only?: string,
): Promise<Delivery> =>
  deliver({
    sql,
    destinations,
    unusable,
    only,
    fetch: guardedFetch(),
    now: () => host.now(),
    random: () => host.random(),
    sleep: (milliseconds) => host.sleep(milliseconds, host.interrupt),
    link,
    signal: host.interrupt,
  });

/** `2 messages sent, 1 failed and is sent again, 3 wait for a destination that cannot be used, 1 dead letter`. */
export const deliveryText = ({ sent, failed, waiting, dead }: Delivery): string =>
  [
    `${plural(sent, "message")} sent`,
    ...(failed > 0 ? [`${failed} failed and ${failed === 1 ? "is" : "are"} sent again`] : []),
    ...(waiting > 0
      ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} for a destination that cannot be used`]
      : []),
    ...(dead > 0 ? [plural(dead, "dead letter")] : []),
  ].join(", ");
