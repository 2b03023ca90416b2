import { isWindowpaneError, type Client } from "@windowpane/core";
import {
  callsBehind,
  callsToFind,
  cleanId,
  idKind,
  placeholder,
  type Calls,
  type LocatedIds,
} from "@windowpane/explorer";
import { findWindow, reportExecution, type ExecutionReport, type TimelineWindow } from "@windowpane/report";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";
import { originOf, readIdentity } from "../context/origin.ts";
import { resolveWindow, type NamedWindow } from "./window.ts";

/** Reads an execution down to its machines, with its window, account and region as far as they are known. */
export const readExecution = async (
  context: Context,
  { WindowExecutionId, WindowId }: { readonly WindowExecutionId: string; readonly WindowId?: string },
): Promise<ExecutionReport> => {
  const { host, console, options, settings } = context;
  const opened = await context.opened();
  const identity = readIdentity(opened, host.interrupt);
  const report = await reportExecution(opened.client, {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: options["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
  const window = await findExecutionWindow(context, report, WindowId);
  const origin = originOf({ profile: settings.profiles[0], region: undefined }, opened, await identity);
  return {
    ...(window === undefined ? {} : { Name: window.Name, WindowId: window.WindowId }),
    ...report,
    ...(Object.keys(origin).length === 0 ? {} : { origin }),
  };
};

/** The calls of `readExecution`: the execution with its window. */
export const callsOfExecution = (context: Context, ids: ShownExecution): Calls => {
  const { options, settings } = context;
  const WindowId = shownWindow(context, ids);
  return [
    ...callsBehind.execution(ids, settings),
    ...(typeof options["window"] === "string" && WindowId === placeholder("WindowId")
      ? callsToFind.windowNamed(options["window"].trim())
      : callsBehind.windowOf({ WindowId })),
  ];
};

type ShownExecution = Pick<LocatedIds, "WindowExecutionId" | "TaskExecutionId" | "WindowId">;

/** The ID of an execution's window, or its placeholder where the calls find it by name; undefined if they search for it. */
export const shownWindow = ({ options }: Context, { WindowId }: ShownExecution): string | undefined => {
  const given = options["window"];
  if (typeof given !== "string") return WindowId;
  return idKind(cleanId(given)) === "window" ? cleanId(given) : placeholder("WindowId");
};

/** For commands that need the window of an execution. */
export const windowOption: OptionRow = {
  flags: "--window <window>",
  about: "ID or name of the execution's window (default: search all windows, one request each)",
  group: "Options",
  completes: "windows",
};

/** A window and its registered tasks, as far as they could be read. */
export interface ExecutionWindow extends TimelineWindow {
  readonly WindowId: string;
}

/** Reads the window of an execution, if it is known. If this fails, a note tells why; the rest can be shown without. */
export const windowOf = async (
  context: Context,
  { WindowId, Name }: Pick<ExecutionReport, "WindowId" | "Name">,
): Promise<ExecutionWindow | undefined> =>
  WindowId === undefined ? undefined : readRegistration(context, await context.client(), { WindowId, Name });

/** Finds the window of an execution: `--window`, the known one, or a search. If the search fails, a note tells why. */
const findExecutionWindow = async (
  context: Context,
  execution: ExecutionRefTimes,
  known: string | undefined,
): Promise<NamedWindow | undefined> => {
  const client = await context.client();
  const given = context.options["window"] ?? known;
  if (typeof given !== "string") return search(context, client, execution);
  const window = await resolveWindow(context, given);
  return window.Name === undefined ? withName(context, client, window) : window;
};

/** A window that was given by its ID, with its name. */
const withName = async (
  { console, host }: Context,
  client: Client,
  { WindowId }: NamedWindow,
): Promise<NamedWindow> => {
  try {
    const { Name } = await client.call("GetMaintenanceWindow", { WindowId }, { signal: host.interrupt });
    return { WindowId, Name };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await console.note(`The name of window ${WindowId} could not be read: ${error.message}`);
    return { WindowId };
  }
};

type ExecutionRefTimes = Pick<ExecutionReport, "WindowExecutionId" | "StartTime">;

const search = async (
  { console, host }: Context,
  client: Client,
  { WindowExecutionId, StartTime }: ExecutionRefTimes,
): Promise<NamedWindow | undefined> => {
  const unknown = (why: string): Promise<void> =>
    console.note(`The execution's window is unknown. ${why} Name it with --window WINDOW.`);
  await console.progress("searching for the window");
  try {
    const { window, gaps } = await findWindow(client, {
      WindowExecutionId,
      StartTime,
      signal: host.interrupt,
    });
    const [gap] = gaps;
    if (window === undefined) {
      await unknown(
        gap === undefined
          ? "No window in this account and region has this execution."
          : `${gap.why} ${gap.nextStep}`,
      );
    }
    return window;
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await unknown(error.message);
    return undefined;
  }
};

const readRegistration = async (
  { console, host }: Context,
  client: Client,
  { WindowId, Name }: NamedWindow,
): Promise<ExecutionWindow> => {
  const options = { signal: host.interrupt };
  try {
    const window = await client.call("GetMaintenanceWindow", { WindowId }, options);
    const tasks: NonNullable<TimelineWindow["tasks"]>[number][] = [];
    for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, options))
      tasks.push(task);
    return { ...window, WindowId, tasks };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await console.note(`The tasks registered with window ${WindowId} could not be read: ${error.message}`);
    return { WindowId, Name };
  }
};
