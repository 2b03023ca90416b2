import { isWindowpaneError, type Client } from "@windowpane/core";
import { findWindow, reportExecution, type ExecutionReport, type TimelineWindow } from "@windowpane/report";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";
import { resolveWindow, type NamedWindow } from "./window.ts";

/** Reads an execution down to its machines. */
export const readExecution = async (
  context: Context,
  WindowExecutionId: string,
): Promise<ExecutionReport> => {
  const { host, console, options, settings } = context;
  return reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: options["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
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

/**
 * Finds the window of an execution: `--window`, or a search over all windows. If the search or reading the registration
 * fails, a note tells why; the execution itself can be shown without.
 *
 * @param known - ID of the window, if the execution was found through it.
 */
export const windowOf = async (
  context: Context,
  execution: Pick<ExecutionReport, "WindowExecutionId" | "StartTime">,
  known?: string,
): Promise<ExecutionWindow | undefined> => {
  const client = await context.client();
  const given = context.options["window"] ?? known;
  const window =
    typeof given === "string"
      ? await resolveWindow(context, given)
      : await search(context, client, execution);
  return window === undefined ? undefined : readRegistration(context, client, window);
};

const search = async (
  { console, host }: Context,
  client: Client,
  { WindowExecutionId, StartTime }: Pick<ExecutionReport, "WindowExecutionId" | "StartTime">,
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
