import type { Signal } from "@windowpane/core";
import type { FailuresProgress } from "../../model/failures.ts";
import type { ExecutionReport, Progress } from "../../model/report.ts";

/** How to read. */
export interface ReadOptions {
  /** Most requests under way at once. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Maximum concurrent requests to Automation, whose quota is 3 per second and account. Default: 2. */
  readonly automationConcurrency?: number | undefined;
  /** Aborts the reading, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /**
   * Whether to read the patch state of machines of patch runs: one request per 40 machines, after everything else.
   * Without it, no verdict says whether machines are patched. Default: true.
   */
  readonly patches?: boolean | undefined;
  /** Keep `Parameters` and `OwnerInformation`, which AWS's model calls sensitive, in the report. Default: false. */
  readonly includeSensitive?: boolean | undefined;
}

/** Which execution to read. */
export interface ExecutionOptions extends ReadOptions {
  readonly WindowExecutionId: string;
  /** The window it belongs to, as far as known: AWS's answers about an execution do not name it. Default: unnamed. */
  readonly window?:
    | { readonly WindowId?: string | undefined; readonly Name?: string | undefined }
    | undefined;
  /**
   * What to read first. `failed` asks each task that did not succeed for its failed invocations beside the whole list, and
   * each that did where that list has several pages: one request more per task, and failures show before the list is
   * read. The final report is the same. Default: `listed`.
   */
  readonly prefer?: "listed" | "failed" | undefined;
  /**
   * The only tasks to read, by their TaskExecutionId; they are asked for at once, while the list of tasks is read beside
   * them. The report then says how many it leaves out, and judges no execution by some of its tasks. Default: all.
   */
  readonly tasks?: readonly string[] | undefined;
  /** An earlier report of this execution, not read back from JSON. What is final in it is not read again. Default: none. */
  readonly earlier?: ExecutionReport | undefined;
}

/** Which stretch of time to read. */
export interface FailuresOptions extends ReadOptions {
  /** Executions that were still under way at this time, or began after it. */
  readonly since: Date;
  /** The time of asking. */
  readonly now: Date;
  /** The windows to look at. Default: all that the account has today, the disabled ones too. */
  readonly windows?: readonly { readonly WindowId: string; readonly Name?: string | undefined }[] | undefined;
}

/** For who awaits the whole report and wants to show that something moves. */
export interface ExecutionProgressOptions {
  /** Called after every answer. Default: nobody is told. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The same for a stretch of time. */
export interface FailuresProgressOptions {
  /** Called after every answer. Default: nobody is told. */
  readonly onProgress?: ((progress: FailuresProgress) => void) | undefined;
}
