import type { Gap, TaskReport } from "../../model/report.ts";
import type { Task } from "../../model/task.ts";
import type { Reader } from "../reading/reader.ts";

/** A task as AWS's list gives it, or only its id where the list is still awaited. */
export type ListedTask = Task & { readonly TaskExecutionId: string };

/** When to list a task's failed invocations beside all: at once, if the whole list has several pages, or never. */
export type FailedFirst = "at-once" | "if-long" | "never";

/** What reading a task needs. */
export interface TaskContext {
  readonly reader: Reader;
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId: string;
  readonly task: ListedTask;
  /** AWS's row of the task, where the reading begins before it is known. */
  readonly row?: Promise<ListedTask | undefined> | undefined;
  readonly failedFirst: FailedFirst;
  /** What an earlier report knows of it. */
  readonly earlier?: TaskReport | undefined;
  readonly includeSensitive: boolean;
  readonly onGap: (gap: Gap) => void;
  readonly onChange: () => void;
  /** Told of every invocation once it is listed, and once it is read. */
  readonly onInvocation: (step: "listed" | "read") => void;
}
