import { isFinalStatus, type OperationName } from "@windowpane/core";
import { callsBehind, callsToFind, cleanId, idKind } from "@windowpane/explorer";
import { gapKindOf, gapText } from "@windowpane/report";
import { readSourceName } from "@windowpane/sources";
import {
  gapError,
  gapsOf,
  takeSnapshot,
  writeSnapshot,
  type SnapshotGap,
  type Snapshot,
  type TakeOptions,
  type TakeProgress,
} from "@windowpane/transport-snapshot";
import { exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { outputFileOption, writeOutput } from "../arguments/output-file.ts";
import { findExecution } from "../arguments/find-execution.ts";
import { requireWindow, resolveWindow } from "../arguments/window.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions } from "../context/option.ts";
import { showCalls } from "../output/command-lines.ts";
import { counted } from "../output/page.ts";

export const snapshot: Command = {
  description:
    "The file is a source for every command and the UI: --source FILE. It includes what could not be read, with the reasons. " +
    "Sensitive members are left out; of Parameters and TaskParameters it keeps the names of documents, machines and targets, " +
    "and the patch operation. For machines that may have been patched it keeps the patch state and the patches that are " +
    "missing, failed, rejected or pending a reboot (for the 100 machines with most of them). Command output is " +
    "included: review the file before you share it. Existing files are not overwritten.",
  arguments: [
    {
      name: "EXECUTION",
      about: "WindowExecutionId, or a window ID or name for its latest executions",
      completes: "windows",
    },
  ],
  options: [
    outputFileOption,
    {
      flags: "--last <count>",
      about: "number of recent executions to include when given a window (default 1)",
      group: "Options",
    },
    {
      flags: "--include-sensitive",
      about: "include Parameters, OwnerInformation, TaskParameters and Description",
      group: "Options",
    },
    {
      flags: "--outputs <which>",
      about:
        "whole command outputs to read, one request each: all (default), or needed: failed, or cut in the list",
      group: "Options",
      choices: ["all", "needed"],
    },
    commonOptions.patches,
  ],
  examples: [
    { line: "snapshot EXECUTION -o incident.json", about: "Save one execution" },
    { line: "report EXECUTION --source incident.json", about: "Report from the saved file" },
    {
      line: "snapshot nightly-patch --last 5 -o patch.json",
      about: "Save the five latest executions of a window",
    },
  ],
  refuses: ["output", "query"],
  async run(given) {
    const { host, settings, console, options } = given;
    if (settings.showCli) {
      await showSnapshotCalls(given);
      return exitCodes.done;
    }
    requireFile(given);
    await refuseUnwritable(given);
    const { of, context } = await readSubject(given);
    const { client, source } = await context.opened();
    // The identity is informative only: a snapshot must not fail without it.
    const identity = await source.identity?.({ signal: host.interrupt }).catch(() => undefined);
    host.interrupt.throwIfAborted();
    let counts: Pick<TakeProgress, "invocations" | "machines"> = { invocations: 0, machines: 0 };
    const taken = await takeSnapshot(client, {
      of,
      takenAt: host.now(),
      takenBy: `windowpane ${host.version}`,
      origin: { source: sourceKind(context), Account: identity?.Account, region: source.region },
      includeSensitive: options["includeSensitive"] === true,
      output: options["outputs"] === "needed" ? "needed" : "all",
      patches: settings.patches,
      signal: host.interrupt,
      onProgress: (progress) => {
        counts = progress;
        const { requests, invocations, machines, gaps } = progress;
        void console.progress(
          `${invocations} invocations and ${machines} machines read, ${requests} requests` +
            (gaps === 0 ? "" : `, ${counted(gaps, "gap")}`),
        );
      },
    });
    if (taken.executions.length === 0) {
      if ("WindowId" in of) await requireWindow(context, of.WindowId);
      throw new UsageError(
        "The window has no executions in AWS's history.",
        "Run `windowpane executions` for the executions of all windows.",
      );
    }
    await writeOutput(context, writeSnapshot(taken));
    await console.note(snapshotNote(taken, counts));
    return exitCodes.done;
  },
};

/** Refuses to print a snapshot to a terminal. */
const requireFile = ({ options, host }: Context): void => {
  if (options["outputFile"] !== undefined || !host.stdout.isTerminal) return;
  throw new UsageError("A snapshot needs a file.", "Add -o FILE, or redirect stdout.");
};

/** Checks before reading, which can take an hour, whether the file can be written. */
const refuseUnwritable = async ({ options, host }: Context): Promise<void> => {
  const path = options["outputFile"];
  if (typeof path !== "string") return;
  if (!(await isMissing(host, path))) {
    throw new UsageError(
      `${path} cannot be written: it already exists.`,
      "Remove it, or choose another name.",
    );
  }
  const [, folder] = /^(.*[^/\\.])[/\\]+[^/\\]+$/.exec(path) ?? [];
  if (folder !== undefined && (await isMissing(host, folder))) {
    throw new UsageError(
      `${path} cannot be written: its folder does not exist.`,
      "Create the folder, or choose another path.",
    );
  }
};

/** Reading a folder fails as well, but with another code than ENOENT. */
const isMissing = (host: Context["host"], path: string): Promise<boolean> =>
  host.readFile(path).then(
    () => false,
    (error: unknown) => /\bENOENT\b/.test(String(error)),
  );

interface Subject {
  readonly of: TakeOptions["of"];
  readonly context: Context;
}

const readSubject = async (context: Context): Promise<Subject> => {
  const [text = ""] = context.args;
  const last = readLast(context);
  if (last === undefined) {
    const { ids, context: there } = await findExecution(context, text);
    return { of: { executions: [ids.WindowExecutionId] }, context: there };
  }
  if (idKind(cleanId(text)) === "uuid")
    throw new UsageError("--last applies to windows; this is an execution ID.", "Omit --last.");
  const { WindowId } = await resolveWindow(context, text);
  return { of: { WindowId, last }, context };
};

const readLast = ({ options }: Context): number | undefined => {
  const { last } = options;
  if (last === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(String(last))) return Number(last);
  throw new UsageError(`--last "${String(last)}" is not valid.`, "Use a whole number of at least 1.");
};

const showSnapshotCalls = async (context: Context): Promise<void> => {
  const { args, settings } = context;
  const last = readLast(context);
  const choice = {
    patches: settings.patches,
    outputs: context.options["outputs"] === "needed" ? "needed" : "all",
  } as const;
  if (last === undefined) {
    const { ids, context: there } = await findExecution(context, args[0] ?? "");
    return showCalls(there, callsBehind.snapshot(ids, choice));
  }
  const id = cleanId(args[0] ?? "");
  const isId = idKind(id) === "window";
  await showCalls(context, [
    ...(isId ? [] : callsToFind.windowNamed(id)),
    ...callsBehind.executions(isId ? { WindowId: id } : {}),
    `# for each of the ${last} newest WindowExecutionIds (WindowExecutions[].WindowExecutionId):`,
    ...callsBehind.snapshot(isId ? { WindowId: id } : {}, { ...choice, listed: true }),
  ]);
};

const sourceKind = ({ settings, host }: Context): string =>
  readSourceName(settings.source, Object.keys(host.sources)).kind;

/** Summarizes what the snapshot contains and what could not be read. */
const snapshotNote = (
  taken: Snapshot,
  { invocations, machines }: Pick<TakeProgress, "invocations" | "machines">,
): string =>
  [
    `${counted(taken.executions.length, "execution")}, ${counted(invocations, "invocation")}, ` +
      `${counted(machines, "command invocation")}; sensitive members ${taken.includesSensitive ? "included" : "left out"}.`,
    ...runningLines(taken),
    ...gapLines(taken),
  ].join("\n");

const runningLines = ({ responses }: Snapshot): readonly string[] =>
  [...responses.of("GetMaintenanceWindowExecution")].flatMap((entry) => {
    const status: unknown = Reflect.get(entry.response() ?? {}, "Status");
    const isRunning = typeof status === "string" && !isFinalStatus(status);
    const id = entry.input["WindowExecutionId"] ?? "";
    return isRunning ? [`Execution ${id} was still ${status}; the snapshot keeps this state.`] : [];
  });

const gapLines = (taken: Snapshot): readonly string[] => {
  const gaps = gapsOf(taken);
  if (gaps.length === 0) return [];
  const kinds = new Map<
    string,
    { readonly operation: OperationName; readonly gap: SnapshotGap; times: number }
  >();
  for (const { operation, gap } of gaps) {
    const key = `${operation} ${gap.code}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { operation, gap, times: 1 });
    else known.times += 1;
  }
  return [
    `${counted(gaps.length, "response")} could not be read; the snapshot includes the reasons:`,
    ...[...kinds.values()].map(({ operation, gap, times }) => {
      const kind = gapKindOf(gapError(operation, gap));
      const code = gap.code === kind ? "" : `, ${gap.code}`;
      const repeated = times === 1 ? "" : ` (${times} times)`;
      return `  ${operation}: ${kind}${code}${repeated}. ${gapText(kind, operation).nextStep}`;
    }),
  ];
};
