/** What a collection step takes and gives. */
import type { Gate, Signal, Transport, UnreadLocation, WindowpaneError } from "@windowpane/core";
import type { ExecutionReport, Verdict } from "@windowpane/report";
import type { SqlStatement } from "../sql/sql.ts";
import type { UnknownReason } from "./expected-starts.ts";
import type { LeaseHolder } from "./lease.ts";
import type { CollectionGap } from "./missing.ts";

/** An account and region to collect. */
export interface CollectLocation {
  /** 12 digits; empty if the source has no account, such as the demo. */
  readonly Account: string;
  /** Empty if the source has no region. */
  readonly Region: string;
  /** Must retry and keep to the account's rate by itself. */
  readonly transport: Transport;
  /** Kind of source, for the documents: `aws`, `demo`. Default: aws. */
  readonly source?: string | undefined;
}

/** A start of a window that did not happen, or of which it is not known whether it happened. */
export interface MissedStart {
  readonly Account: string;
  readonly Region: string;
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** The scheduled start. */
  readonly expected: Date;
  /** `missed`: AWS lists no execution for this start. `unknown`: it could not be established. */
  readonly certainty: "missed" | "unknown";
  /** Why it is not known. Absent if it was missed. */
  readonly why?: UnknownReason | undefined;
  /** The same as a sentence. */
  readonly reason: string;
}

/** Options of `collectStep`. */
export interface CollectOptions {
  /** Name of this collector, different for each step that can run at the same time. */
  readonly owner: string;
  /** Whether the collector with this name has certainly ended, so that its lease is void. Default: not known. */
  readonly hasEnded?: ((owner: string) => boolean) | undefined;
  /** Maximum number of requests of the step. A list must fit into it, so use at least 200. Default: no limit. */
  readonly maxRequests?: number | undefined;
  /** Time in milliseconds after which the step sends nothing more. Default: no limit. */
  readonly maxTime?: number | undefined;
  /** How far the first look goes back, in milliseconds, at most 30 days. Default: 30 days. */
  readonly backlog?: number | undefined;
  /** Whether the stored documents have sensitive members. Default: false. */
  readonly includeSensitive?: boolean | undefined;
  /** Whether to read the patch states of machines. Default: true. */
  readonly patches?: boolean | undefined;
  /**
   * Describes why the windows cannot be listed, which the archive keeps. Default: the texts of the error, and what to do about it in
   * general.
   */
  readonly describe?:
    | ((error: WindowpaneError) => Promise<Pick<UnreadLocation, "AccountName" | "reason" | "remedy">>)
    | undefined;
  /** Number of executions to read at the same time. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Limits the executions that are read at the same time over several steps, because each is in memory. Default: none. */
  readonly gate?: Gate | undefined;
  /** Program and version, for the documents. Default: none. */
  readonly takenBy?: string | undefined;
  /**
   * Statements that store the messages about a run. They run with the run's rows, and must change nothing the second time.
   * `previous` is the verdict of the window's run before, if it is known. Default: none.
   */
  readonly messages?:
    | ((
        report: ExecutionReport,
        context: { readonly previous?: Verdict | undefined },
      ) => readonly SqlStatement[])
    | undefined;
  /** The same for a start that did not happen. Default: none. */
  readonly missedMessages?: ((start: MissedStart) => readonly SqlStatement[]) | undefined;
  readonly signal?: Signal | undefined;
  /** Called when something was stored or could not be read. Default: not called. */
  readonly onEvent?: ((event: CollectEvent) => void) | undefined;
}

/** Something that happened in a step. */
export type CollectEvent =
  | { readonly type: "stored"; readonly report: ExecutionReport; readonly isFinal: boolean }
  | { readonly type: "failed"; readonly problem: CollectProblem };

/** Something that could not be read in this step. A later step tries it again. */
export interface CollectProblem {
  /** Default: the location's windows. */
  readonly WindowId?: string | undefined;
  readonly WindowExecutionId?: string | undefined;
  /** A WindowpaneError, or why a run could not be stored. */
  readonly error: Error;
}

/** What a step did. */
export interface CollectResult {
  /** Another collector has the location, so the step did nothing. */
  readonly held?: LeaseHolder | undefined;
  /** Whether there is more to do at once: the limits of the step were reached. */
  readonly more: boolean;
  /** When an incomplete execution is read again. Absent if all are final. */
  readonly nextAt?: Date | undefined;
  /** Whether all windows were looked at in this step. */
  readonly looked: boolean;
  readonly requests: number;
  readonly windows: number;
  /** Runs that were stored for the first time, or more completely. */
  readonly stored: number;
  /** Runs of these that are final: they are not read again. */
  readonly final: number;
  /** Executions that have not ended. */
  readonly running: number;
  /** Executions that have ended and were not read yet. */
  readonly waiting: number;
  readonly gaps: readonly CollectionGap[];
  readonly missedStarts: readonly MissedStart[];
  readonly problems: readonly CollectProblem[];
}
