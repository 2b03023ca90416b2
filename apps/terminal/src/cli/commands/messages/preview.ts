import { bodyOf, messagesFor, runMessageFor, viewOf, type MessageView } from "@windowpane/messages";
import { withEarlierRuns } from "@windowpane/report";
import { safeJson, safeLine } from "@windowpane/text";
import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readExecution } from "../../arguments/execution.ts";
import { findExecution } from "../../arguments/find-execution.ts";
import { executionArgument } from "../../arguments/ids.ts";
import type { Command } from "../../context/command.ts";
import { withHistory } from "../../context/archive-history.ts";
import { createContext, type Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import { namedDestinations, requireMessages } from "./outbox.ts";

export const preview: Command = {
  description:
    "Prints the message as text, or with --output json the body that the destination receives. Nothing is sent or stored.",
  arguments: [executionArgument],
  options: [
    {
      flags: "--destination <name>",
      about: "destination whose form to print (default: the first one)",
      group: "Options",
    },
    commonOptions.archive,
    commonOptions.patches,
  ],
  examples: [
    { line: "messages preview EXECUTION --destination ops", about: "Print the message as text" },
    {
      line: "messages preview EXECUTION --destination ops --output json",
      about: "Print the body, for example for Slack's Block Kit Builder",
    },
  ],
  refuses: ["showCli", "query"],
  async run(given) {
    const { host, options, settings, console } = given;
    const prepared = await requireMessages(given);
    const name = typeof options["destination"] === "string" ? options["destination"] : undefined;
    const [destination] = namedDestinations(prepared, name);
    if (destination === undefined) return exitCodes.done;
    const found = await findExecution(withoutFleet(given), given.args[0] ?? "");
    const report = await withHistory(found.context, async (trends) => {
      const read = await readExecution(found.context, found, { trends });
      return trends === undefined ? read : withEarlierRuns(read, trends);
    });
    if (report.verdict === "RUNNING") {
      throw new UsageError(
        "The execution has not ended, so there is no message about it.",
        "Give one that has ended.",
      );
    }
    const [message] = messagesFor(report, {
      ...prepared.options(),
      // Filters and age decide whether it is sent, not how it looks.
      destinations: [{ name: destination.name, type: destination.type, when: "always" }],
      now: host.now(),
      announceHours: Infinity,
    });
    if (message === undefined) return exitCodes.done;
    if (runMessageFor(destination, report.verdict, undefined) === undefined)
      await console.note(`${destination.name} gets no message about it: it sends runs that did not pass.`);
    const isJson = settings.outputGiven && settings.output !== "table";
    await console.result(
      isJson
        ? `${safeJson(JSON.stringify(JSON.parse(bodyOf(destination, message.content)), undefined, 2))}\n`
        : textOf(viewOf(message.content)),
    );
    return exitCodes.done;
  },
};

/** The message as plain text. */
const textOf = ({ title, summary, facts, sections, link }: MessageView): string =>
  [
    [title, summary, ...(facts.length === 0 ? [] : [facts.join(" · ")])],
    ...sections.map(({ title: heading, code, lines }) => [
      heading,
      ...(code === undefined ? [] : [`  ${code}`]),
      ...lines.map(
        ({ label, names = [], text }) =>
          `  ${label === undefined ? "" : `${label}: `}${[names.join(", "), text].filter((part) => part !== "").join(" ")}`,
      ),
    ]),
    ...(link === undefined ? [] : [[link]]),
  ]
    .map(
      (lines) =>
        `${lines.map((line) => (line.startsWith("  ") ? `  ${safeLine(line)}` : safeLine(line))).join("\n")}\n`,
    )
    .join("\n");

/** The configuration names the destinations; it is the source only for AWS. */
const withoutFleet = (context: Context): Context => {
  const { host, settings, args, options } = context;
  return settings.source === "aws"
    ? context
    : createContext({ host, args, options, settings: { ...settings, fleet: undefined } });
};
