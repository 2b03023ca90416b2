/** Readings of an execution's window: its limits, and the last execution that passed. */
import type { Client } from "@windowpane/core";
import {
  findLastGood,
  findWindow,
  originOfItem,
  type FindWindowOptions,
  type LastGood,
  type RegisteredTask,
  type TimelineWindow,
} from "@windowpane/report";
import type { Reading } from "../model/reading.ts";
import type { ReaderOptions } from "./list-reader.ts";

type WindowReading = Extract<Reading, { readonly of: "window" }>;
type LastGoodReading = Extract<Reading, { readonly of: "lastGood" }>;

/** Reads Duration and Cutoff first, then the registered tasks with their CutoffBehavior. */
export async function* readWindow(
  reading: WindowReading,
  { client, signal }: ReaderOptions,
): AsyncGenerator<TimelineWindow, void, undefined> {
  const WindowId = await windowOf(reading, client, signal);
  // The window may have been deleted; the timeline is then shown without its limits.
  if (WindowId === undefined) return yield {};
  const window = await client.call("GetMaintenanceWindow", { WindowId }, { signal });
  yield window;
  const tasks: RegisteredTask[] = [];
  for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, { signal }))
    tasks.push(task);
  yield { ...window, tasks };
}

/** Reads the newest earlier execution that passed on every machine. */
export async function* readLastGood(
  reading: LastGoodReading,
  { client, signal }: ReaderOptions,
): AsyncGenerator<LastGood, void, undefined> {
  const { WindowExecutionId, Name } = reading;
  const execution = await client.call("GetMaintenanceWindowExecution", { WindowExecutionId }, { signal });
  const { StartTime } = execution;
  const WindowId = await windowOf(reading, client, signal, {
    StartTime,
    origin: originOfItem(execution),
  });
  if (WindowId === undefined || StartTime === undefined) return yield nowhere;
  yield await findLastGood(client, { WindowId, Name, before: StartTime, signal });
}

const nowhere: LastGood = {
  skipped: [],
  stoppedEarly: true,
  reason: "The window of this execution is unknown, so there is no earlier execution to compare with.",
  gaps: [],
};

const windowOf = async (
  { WindowExecutionId, WindowId }: WindowReading | LastGoodReading,
  client: Client,
  signal: ReaderOptions["signal"],
  known: Pick<FindWindowOptions, "StartTime" | "origin"> = {},
): Promise<string | undefined> =>
  WindowId ?? (await findWindow(client, { WindowExecutionId, ...known, signal })).window?.WindowId;
