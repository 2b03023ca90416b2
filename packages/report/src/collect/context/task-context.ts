import type { Gap, TaskReport } from "../../model/report.ts";
import type { AwsTask } from "../../model/task.ts";
import type { GapReader } from "../reading/reader.ts";

/** A task as AWS's list has it, or only its ID while the list is still being read. */
export type ListedTask = AwsTask & { readonly TaskExecutionId: string };

/** When to also list the failed invocations of a task: at once, only if the whole list has several pages, or never. */
export type FailedFirst = "at-once" | "if-long" | "never";

/** Everything that reading a task needs. */
export interface TaskContext {
  readonly reader: GapReader;
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId: string;
  readonly task: ListedTask;
  /** AWS's row of the task, when reading begins before the row is listed. */
  readonly row?: Promise<ListedTask | undefined> | undefined;
  readonly failedFirst: FailedFirst;
  /** The task in an earlier report. */
  readonly earlier?: TaskReport | undefined;
  readonly includeSensitive: boolean;
  readonly onGap: (gap: Gap) => void;
  readonly onChange: () => void;
  /** Called for every invocation when it is listed and when it has been read. */
  readonly onInvocation: (step: "listed" | "read") => void;
}
