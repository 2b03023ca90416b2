import type { TakeOptions } from "@windowpane/transport-snapshot";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { exitCodes } from "../../host/exit-code.ts";
import { cleanId, idKind } from "../arguments/ids.ts";
import { resolveWindow } from "../arguments/window.ts";
import { placeholder } from "../show-cli.ts";
import { readSourceName } from "../../sources/name.ts";
import { executionChain } from "../execution/chain.ts";
import { outputFileOption, writeOutput } from "../arguments/output-file.ts";

export const snapshotCommand: Command = {
  name: "snapshot",
  summary: "keep everything about an execution in one file, past AWS's 30 days",
  description:
    "The file is a source: --source FILE gives it to every command and to the UI. It holds what could not be read as well, " +
    "with the reason. Sensitive members are left out; of Parameters and TaskParameters stay the names of documents, machines " +
    "and targets, and what a patch run does. Of machines that may have been patched it holds the patch state, and the patches " +
    "that are missing, failed, rejected or pending a reboot (of the 100 with most of them). What machines printed and what automations were given is kept: look before you hand it on. No file is " +
    "written over.",
  arguments: [
    {
      name: "EXECUTION",
      about: "WindowExecutionId; or a window's id or name, for its newest executions",
    },
  ],
  options: ["patches"],
  ownOptions: [
    outputFileOption,
    { flags: "--last <count>", about: "of a window: so many executions; default: 1", group: "Options" },
    {
      flags: "--include-sensitive",
      about: "keep Parameters, OwnerInformation, TaskParameters and Description, too",
      group: "Options",
    },
    {
      flags: "--outputs <which>",
      about: "whole outputs, a request each: all, or needed (failed, or cut in the list); default: all",
      group: "Options",
      choices: ["all", "needed"],
    },
  ],
  examples: [
    { line: "snapshot EXECUTION -o incident.json", gives: "one execution in a file" },
    { line: "report EXECUTION --source incident.json", gives: "the report on it, from that file" },
    { line: "snapshot nightly-patch --last 5 -o patch.json", gives: "a window's newest five" },
  ],
  async run(context) {
    const { host, settings, screen } = context;
    if (settings.showCli) {
      await showChain(context);
      return exitCodes.done;
    }
    refuseTerminal(context);
    const of = await readSubject(context);
    await refuseUnwritable(context);
    const { takeSnapshot, writeSnapshot } = await import("@windowpane/transport-snapshot");
    const { client, source } = await context.opened();
    // Who asks is only for the eyes of who reads the file: it must not be what a snapshot fails for.
    const identity = await source.identity?.({ signal: host.interrupt }).catch(() => undefined);
    host.interrupt.throwIfAborted();
    const snapshot = await takeSnapshot(client, {
      of,
      takenAt: host.now(),
      takenBy: `windowpane ${host.version}`,
      origin: { source: sourceKind(context), Account: identity?.Account, region: source.region },
      includeSensitive: context.own["includeSensitive"] === true,
      output: context.own["outputs"] === "needed" ? "needed" : "all",
      patches: settings.patches,
      signal: host.interrupt,
      onProgress: ({ requests, invocations, machines, gaps }) =>
        void screen.progress(
          `${invocations} invocations and ${machines} machines read, ${requests} requests` +
            (gaps === 0 ? "" : `, ${gaps} things could not be read`),
        ),
    });
    if (snapshot.executions.length === 0) {
      throw new UsageError(
        "The window has no execution that AWS still knows.",
        "`windowpane executions` lists those of every window.",
      );
    }
    await writeOutput(context, await writeSnapshot(snapshot));
    const { snapshotNote } = await import("./snapshot-text.ts");
    await screen.note(snapshotNote(snapshot));
    return exitCodes.done;
  },
};

/** A file's worth of JSON on the screen is nobody's wish. */
const refuseTerminal = ({ own, host }: Context): void => {
  if (own["outputFile"] !== undefined || !host.stdout.isTerminal) return;
  throw new UsageError("A snapshot is a file, and there is no name for it.", "Give one with -o FILE.");
};

/** Whether the file can be written is found out before an hour of reading, not after. */
const refuseUnwritable = async ({ own, host }: Context): Promise<void> => {
  const path = own["outputFile"];
  if (typeof path !== "string") return;
  if (!(await isMissing(host, path))) {
    throw new UsageError(
      `${path} cannot be written: there is such a file or folder already.`,
      "Remove it, or give another name.",
    );
  }
  const [, folder] = /^(.*[^/\\.])[/\\]+[^/\\]+$/.exec(path) ?? [];
  if (folder !== undefined && (await isMissing(host, folder))) {
    throw new UsageError(
      `${path} cannot be written: its folder is not there.`,
      "Make the folder, or give another path.",
    );
  }
};

/** A folder cannot be read as a file, but that is said in another way. */
const isMissing = (host: Context["host"], path: string): Promise<boolean> =>
  host.readFile(path).then(
    () => false,
    (error: unknown) => /\bENOENT\b/.test(String(error)),
  );

const readSubject = async (context: Context): Promise<TakeOptions["of"]> => {
  const { args, own } = context;
  const id = cleanId(args[0] ?? "");
  const last = own["last"];
  if (idKind(id) === "uuid") {
    if (last === undefined) return { executions: [id.toLowerCase()] };
    throw new UsageError("--last is for a window, and this is an execution.", "Leave it out.");
  }
  if (last !== undefined && !/^[1-9]\d{0,3}$/.test(String(last))) {
    throw new UsageError(`--last cannot be "${String(last)}".`, "Give a whole number, 1 or more.");
  }
  const { WindowId } = await resolveWindow(context, id);
  return { WindowId, last: last === undefined ? 1 : Number(last) };
};

const showChain = (context: Context): Promise<void> => {
  const id = cleanId(context.args[0] ?? "");
  if (idKind(id) === "uuid") return context.showCalls(executionChain(id, context.settings));
  const WindowId = idKind(id) === "window" ? id : placeholder("WindowId");
  return context.showCalls([
    { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
    "# for each WindowExecutionId that is wanted:",
    ...executionChain(placeholder("WindowExecutionId"), context.settings),
  ]);
};

const sourceKind = ({ settings, host }: Context): string =>
  readSourceName(settings.source, Object.keys(host.sources)).kind;
