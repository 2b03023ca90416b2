import type { Output, Signal } from "@windowpane/core";
import type { FailuresProgress } from "../../model/failures.ts";
import type { Trends } from "../../trends/port.ts";
import type { ExecutionReport, Progress } from "../../model/report.ts";

/** Options of every read. */
export interface ReadOptions {
  /** Maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Maximum concurrent requests to Automation, whose quota is 3 per second and account. Default: 2. */
  readonly automationConcurrency?: number | undefined;
  /** Aborts the read, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /**
   * The current time. With it, a stream of reports also yields one when something has changed and a second has passed, which
   * matters for large executions over slow connections. Default: none, so reports depend on the number of changes only.
   */
  readonly clock?: (() => Date) | undefined;
  /**
   * Whether to read the patch state of machines of patch runs: one request per 40 machines, after all other
   * requests. Without it, verdicts do not consider whether machines are patched. Default: true.
   */
  readonly patches?: boolean | undefined;
  /** Include `Parameters` and `OwnerInformation`, which AWS's model marks as sensitive. Default: false. */
  readonly includeSensitive?: boolean | undefined;
}

/** The execution to read, and how. */
export interface ExecutionOptions extends ReadOptions {
  readonly WindowExecutionId: string;
  /** The window of the execution, if known: AWS's responses about an execution do not name it. Default: none. */
  readonly window?:
    | { readonly WindowId?: string | undefined; readonly Name?: string | undefined }
    | undefined;
  /** The response of `GetMaintenanceWindowExecution`, if it was read already. Default: it is requested. */
  readonly execution?: Output<"GetMaintenanceWindowExecution"> | undefined;
  /**
   * What to read first. `failed` also requests the failed invocations of each task that did not succeed, and of each task
   * that did if its list has several pages: one more request per task, and failures show before the whole list is read.
   * The final report is the same. Default: `listed`.
   */
  readonly prefer?: "listed" | "failed" | undefined;
  /**
   * The TaskExecutionIds of the tasks to read. They are requested at once, in parallel with the list of tasks. The report
   * then has the number of tasks left out, and the execution is never judged as complete. Default: all tasks.
   */
  readonly tasks?: readonly string[] | undefined;
  /** An earlier report of this execution, not parsed from JSON. Its final parts are not read again. Default: none. */
  readonly earlier?: ExecutionReport | undefined;
}

/** The period to read, and how. */
export interface FailuresOptions extends ReadOptions {
  /** Start of the period: includes executions that were running at this time or began after it. */
  readonly since: Date;
  /** The current time: end of the period. */
  readonly now: Date;
  /** Tells since when causes occur, from earlier runs, such as those of an archive. Its errors end the read. Default: none. */
  readonly trends?: Pick<Trends, "earlier"> | undefined;
  /** The windows to read. Default: all windows that the account has now, including disabled ones. */
  readonly windows?: readonly { readonly WindowId: string; readonly Name?: string | undefined }[] | undefined;
}

/** Progress of a report that is awaited as a whole. */
export interface ExecutionProgressOptions {
  /** Called after every response. Default: none. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Progress of a report on a period that is awaited as a whole. */
export interface FailuresProgressOptions {
  /** Called after every response. Default: none. */
  readonly onProgress?: ((progress: FailuresProgress) => void) | undefined;
}
