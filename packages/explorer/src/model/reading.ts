/** What the session can read, as data. */
import type { Item } from "@windowpane/core";
import type {
  CollectionsAnswer,
  ExecutionCauses,
  ExecutionReport,
  FailuresReport,
  HistoryReport,
  Gap,
  InvocationOutput,
  Judgement,
  LastGood,
  ListedPatch,
  MachineTrend,
  NightMatrix,
  TimelineWindow,
  TrendList,
  WindowTrend,
} from "@windowpane/report";
import type { ConnectionChoices } from "./connection.ts";

/** Shown as cause where nothing failed but the patch result of machines is unknown. */
export const UNPROVEN = "Patch result not known";

/** Something to read. Equal readings are read once. */
export type Reading =
  /** The profiles and regions to choose from. */
  | { readonly of: "connections" }
  | { readonly of: "windows" }
  /** All failures since a time. */
  | { readonly of: "failures"; readonly since: Date }
  /** What windows ran on a machine since a time. */
  | { readonly of: "history"; readonly InstanceId: string; readonly since: Date }
  /** The missing, failed and pending patches of a machine now. */
  | { readonly of: "patches"; readonly InstanceId: string }
  /** The windows over time, from an archive. */
  | { readonly of: "trends"; readonly since: Date }
  /** The nights of a window by machine, from an archive. */
  | { readonly of: "nights"; readonly WindowId: string; readonly since: Date }
  /** The nights of a machine, from an archive. */
  | { readonly of: "machineTrend"; readonly InstanceId: string; readonly since: Date }
  | { readonly of: "executions"; readonly WindowId: string }
  | {
      readonly of: "execution";
      readonly WindowExecutionId: string;
      readonly WindowId?: string | undefined;
      readonly Name?: string | undefined;
    }
  /** Limits and registered tasks of the window of an execution. */
  | {
      readonly of: "window";
      readonly WindowExecutionId: string;
      /** Default: it is searched. */
      readonly WindowId?: string | undefined;
    }
  /** The newest earlier execution that passed on every machine. */
  | {
      readonly of: "lastGood";
      readonly WindowExecutionId: string;
      /** Default: it is searched. */
      readonly WindowId?: string | undefined;
      readonly Name?: string | undefined;
    }
  | {
      readonly of: "output";
      readonly WindowExecutionId: string;
      readonly TaskExecutionId: string;
      readonly InvocationId: string;
      readonly InstanceId?: string | undefined;
    };

/** Values of the readings. */
export interface Values {
  readonly connections: ConnectionChoices;
  readonly windows: ItemList<Item<"DescribeMaintenanceWindows">>;
  readonly failures: FailuresReport;
  readonly history: HistoryReport;
  readonly patches: ItemList<ListedPatch>;
  readonly trends: Archived<{
    readonly answer: TrendList<WindowTrend>;
    readonly collections: CollectionsAnswer | undefined;
  }>;
  readonly nights: Archived<{ readonly answer: NightMatrix; readonly window: WindowTrend | undefined }>;
  readonly machineTrend: Archived<{ readonly answer: TrendList<MachineTrend> }>;
  readonly executions: ExecutionList;
  readonly execution: ExecutionReport;
  readonly window: TimelineWindow;
  readonly lastGood: LastGood;
  readonly output: InvocationOutput;
}

/** An answer from an archive, if there is one. */
export type Archived<Answer extends object> =
  | { readonly hasArchive: false }
  | ({ readonly hasArchive: true } & Answer);

/** A list, as far as it was read. */
export interface ItemList<Value> {
  readonly items: readonly Value[];
  readonly gaps: readonly Gap[];
}

/** A window's executions, with verdicts on those that were read. */
export interface ExecutionList extends ItemList<Item<"DescribeMaintenanceWindowExecutions">> {
  readonly insights: ReadonlyMap<string, Insight>;
}

/** Verdict on an execution in short. */
export interface Insight extends Judgement {
  /** Causes in a few words: `Disk full +2`. Empty without causes. */
  readonly why: string;
  /** All of them. */
  readonly causes: readonly string[];
  /** Number of machines that did not pass. */
  readonly bad: number;
  /** Its causes on machines, for comparison with other executions. Absent for executions with very many of them. */
  readonly executionCauses?: ExecutionCauses | undefined;
}

/** Key of a reading; equal readings have equal keys. */
export const keyOf = (reading: Reading): string => {
  switch (reading.of) {
    case "connections":
    case "windows":
      return reading.of;
    case "failures":
      return `failures ${reading.since.toISOString()}`;
    case "history":
      return `history ${reading.InstanceId} ${reading.since.toISOString()}`;
    case "patches":
      return `patches ${reading.InstanceId}`;
    case "trends":
      return `trends ${reading.since.toISOString()}`;
    case "nights":
      return `nights ${reading.WindowId} ${reading.since.toISOString()}`;
    case "machineTrend":
      return `machineTrend ${reading.InstanceId} ${reading.since.toISOString()}`;
    case "executions":
      return `executions ${reading.WindowId}`;
    case "execution":
      return `execution ${reading.WindowExecutionId}`;
    case "window":
      return `window ${reading.WindowExecutionId}`;
    case "lastGood":
      return `lastGood ${reading.WindowExecutionId}`;
    case "output":
      return [
        "output",
        reading.WindowExecutionId,
        reading.TaskExecutionId,
        reading.InvocationId,
        reading.InstanceId,
      ].join(" ");
  }
};
