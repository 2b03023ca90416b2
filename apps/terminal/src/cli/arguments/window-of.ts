import { isWindowpaneError, type Client } from "@windowpane/core";
import type { ExecutionReport, TimelineWindow } from "@windowpane/report";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";
import { resolveWindow } from "./window.ts";

/** For commands that want to know which window an execution belongs to. */
export const windowOption: OptionRow = {
  flags: "--window <window>",
  about: "the execution's window, by id or name; default: looked for, one request a window",
  group: "Options",
};

/** A window with its id, and what is registered with it as far as that could be read. */
export interface KnownWindow extends TimelineWindow {
  readonly WindowId: string;
}

/**
 * The window that an execution belongs to, as the user names it or as the account's windows tell. Where it is not found, or
 * its registration cannot be read, that is said in words and goes no further: the execution itself needs none of it.
 */
export const windowOf = async (
  context: Context,
  execution: Pick<ExecutionReport, "WindowExecutionId" | "StartTime">,
): Promise<KnownWindow | undefined> => {
  const client = await context.client();
  const named = context.own["window"];
  const found =
    typeof named === "string"
      ? await resolveWindow(context, named)
      : await search(context, client, execution);
  return found === undefined ? undefined : readRegistration(context, client, found);
};

interface Found {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

const search = async (
  { screen, host }: Context,
  client: Client,
  { WindowExecutionId, StartTime }: Pick<ExecutionReport, "WindowExecutionId" | "StartTime">,
): Promise<Found | undefined> => {
  const { findWindow } = await import("@windowpane/report");
  await screen.progress("looking for the window");
  try {
    const { window, gaps } = await findWindow(client, {
      WindowExecutionId,
      StartTime,
      signal: host.interrupt,
    });
    const [gap] = gaps;
    if (window === undefined) {
      const why =
        gap === undefined ? "No window of this account has the execution." : `${gap.why} ${gap.whatToDo}`;
      await screen.note(`Its window is not known. ${why} --window WINDOW names it.`);
    }
    return window;
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await screen.note(`Its window is not known: ${error.message} --window WINDOW names it.`);
    return undefined;
  }
};

const readRegistration = async (
  { screen, host }: Context,
  client: Client,
  { WindowId, Name }: Found,
): Promise<KnownWindow> => {
  const options = { signal: host.interrupt };
  try {
    const window = await client.call("GetMaintenanceWindow", { WindowId }, options);
    const tasks: NonNullable<TimelineWindow["tasks"]>[number][] = [];
    for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, options))
      tasks.push(task);
    return { ...window, WindowId, tasks };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await screen.note(`What is registered with window ${WindowId} could not be read: ${error.message}`);
    return { WindowId, Name };
  }
};
