import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { createContext } from "../../context/create-context.ts";
import { UsageError } from "../../../host/errors/usage-error.ts";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import type { Located } from "../../locate/located.ts";
import { readDuration } from "../../arguments/times.ts";
import { hostUntil } from "../../../sources/timer.ts";
import type { RunOptions } from "./run-watch.ts";
import { executionChain } from "../../execution/chain.ts";

export const watchCommand: Command = {
  name: "watch",
  summary: "follow an execution to its end, or wait for a window's next one",
  description:
    "Failures show as they come. On a terminal a line below them is drawn anew; a pipe gets NDJSON, one event a line, unless " +
    "--output says otherwise. It looks every 5 seconds while something changes, and less often while nothing does, while " +
    "looks take long, and while AWS throttles. A lost network is waited out.",
  arguments: [
    {
      name: "EXECUTION",
      about: "WindowExecutionId; or a window's id, ARN or name: its execution under way, else the next",
    },
  ],
  options: ["patches", "exitStatus"],
  ownOptions: [
    { flags: "--fail-fast", about: "end at the first failure; the execution goes on", group: "Options" },
    { flags: "--quiet", about: "show only how it ended", group: "Options" },
    {
      flags: "--timeout <duration>",
      about: "stop watching after this duration, such as 90m or 1h30m; exit code 255, with --exit-status 1",
      group: "Options",
    },
    {
      flags: "--interval <duration>",
      about: "shortest time between two checks, 1s or more (default: 5s)",
      group: "Options",
    },
  ],
  examples: [
    { line: "watch EXECUTION", gives: "what fails, as it fails, and the report at the end" },
    {
      line: "watch nightly-patch --exit-status",
      gives: "wait for the window; exit 1 unless everything passed",
    },
    {
      line: "watch EXECUTION --fail-fast --quiet --exit-status",
      gives: "for a pipeline that stops at the first failure",
    },
    {
      line: "watch EXECUTION | jq 'select(.kind == \"failed\") | .member.name'",
      gives: "the names of failed machines",
    },
  ],
  async run(context) {
    const { args, own, settings } = context;
    const timeout = readOwnDuration(own["timeout"], "--timeout");
    const interval = readOwnDuration(own["interval"], "--interval");
    if (interval !== undefined && interval < 1000) {
      throw new UsageError("--interval must be at least 1s.", "AWS limits the rate of requests.");
    }
    if (settings.showCli) return showChain(context);
    const options = { failFast: own["failFast"] === true, quiet: own["quiet"] === true, timeout, interval };
    if (timeout === undefined) return find(context, options);
    const late = new Error("The time given is over.");
    // A signal on every request: a server that never responds must not outlast the time given.
    const { host, stop } = hostUntil(context.host, timeout, late);
    try {
      return await find(createContext({ host, settings, args, own }), { ...options, late });
    } catch (error) {
      if (error !== late) throw error;
      await context.screen.note(
        "Not finished within the time given. Nothing was found out about the execution.",
      );
      return settings.exitStatus ? exitCodes.notPassed : exitCodes.failed;
    } finally {
      stop();
    }
  },
};

const find = async (context: Context, options: Omit<RunOptions, "place">): Promise<ExitCode> => {
  const { findPlace } = await import("../../locate/find-place.ts");
  const { place, context: there } = await findPlace(context, context.args[0] ?? "");
  const { runWatch } = await import("./run-watch.ts");
  return runWatch(there, { ...options, place: followable(place) });
};

const readOwnDuration = (value: unknown, flag: string): number | undefined =>
  typeof value === "string" ? readDuration(flag, value) : undefined;

const followable = ({
  ids: { WindowExecutionId, WindowId },
}: Located): { readonly WindowExecutionId: string } | { readonly WindowId: string } => {
  if (WindowExecutionId !== undefined) return { WindowExecutionId };
  if (WindowId !== undefined) return { WindowId };
  throw new UsageError(
    "Only an execution or a window can be watched, and a machine's id names neither.",
    "`windowpane executions` lists the executions.",
  );
};

const showChain = async (context: Context): Promise<typeof exitCodes.done> => {
  const { locate } = await import("../../locate/locate.ts");
  const { placeholder } = await import("../../show-cli.ts");
  const located = locate(context.args[0] ?? "");
  const id = located?.ids.WindowExecutionId ?? located?.uuid;
  const WindowId = located?.ids.WindowId ?? placeholder("WindowId");
  await context.showCalls([
    ...(id === undefined
      ? ([
          "# until it lists an execution that has not ended:",
          { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
        ] as const)
      : []),
    "# again and again, until Status is none of PENDING, IN_PROGRESS and CANCELLING:",
    ...executionChain(id ?? placeholder("WindowExecutionId"), context.settings),
  ]);
  return exitCodes.done;
};
