import {
  send,
  withoutSecrets,
  type Destination,
  type MessageContent,
  type Outcome,
} from "@windowpane/messages";
import { guardedFetch } from "@windowpane/messages/node";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
import { show } from "../../output/show.ts";
import { destinationArgument, namedDestinations, requireMessages } from "./outbox.ts";

export const test: Command = {
  description:
    "The message is marked as a test and is not stored. A webhook receives it signed, with the type `test`. " +
    "Exits with 255 if a destination did not accept it.",
  arguments: [destinationArgument],
  options: [],
  examples: [
    { line: "messages test", about: "Send a test message to all destinations" },
    { line: "messages test ops", about: "Send one to a single destination" },
  ],
  refuses: ["showCli"],
  async run(context) {
    const { host, args, console } = context;
    const prepared = await requireMessages(context);
    const at = host.now();
    const content: MessageContent = {
      type: "test",
      timestamp: at.toISOString(),
      data: {
        text: "This is a test from Windowpane. Messages about runs of maintenance windows arrive here.",
      },
    };
    const results: TestResult[] = [];
    for (const { name, type } of namedDestinations(prepared, args[0])) {
      const destination = prepared.destinations.find((one) => one.name === name);
      if (destination === undefined) {
        const error = prepared.unusable.find((one) => one.name === name)?.error;
        results.push({ destination: name, type, result: "not accepted", error } as const);
        continue;
      }
      void console.progress(`sending to ${destination.name}`);
      const outcome = await send({
        destination,
        id: `msg_test_${destination.name}_${host.randomUUID()}`,
        content,
        fetch: guardedFetch(),
        now: () => host.now(),
        signal: host.interrupt,
      });
      host.interrupt.throwIfAborted();
      results.push(resultOf(destination, outcome));
    }
    await show(context, { value: results, rows: results, columns });
    for (const { error } of results) if (error !== undefined) await console.note(error);
    return results.every(({ result }) => result === "accepted") ? exitCodes.done : exitCodes.failed;
  },
};

interface TestResult {
  readonly [name: string]: unknown;
  readonly destination: string;
  readonly type: string;
  readonly result: "accepted" | "not accepted";
  readonly error?: string | undefined;
}

const resultOf = ({ name, type, url }: Destination, outcome: Outcome): TestResult => {
  const common = { destination: name, type, host: URL.canParse(url) ? new URL(url).host : "" };
  return outcome.result === "sent"
    ? { ...common, result: "accepted", status: outcome.status, response: withoutSecrets(url, outcome.body) }
    : { ...common, result: "not accepted", status: outcome.status, error: outcome.error };
};

const columns = [
  { name: "destination" },
  { name: "type" },
  { name: "host", rank: 1 },
  { name: "result" },
  { name: "status" },
  { name: "response", least: 10 },
];
