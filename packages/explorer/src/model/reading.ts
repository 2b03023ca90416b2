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
  SparkStep,
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
  /** The windows over the last nights, from an archive. */
  | { readonly of: "trends" }
  /** The last nights of a window by machine, from an archive. */
  | { readonly of: "nights"; readonly WindowId: string }
  /** The nights of a machine in the last year, from an archive. */
  | { readonly of: "machineTrend"; readonly InstanceId: string }
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
    /** Undefined for a window of which the archive knows no run. */
    readonly nightsOf: NightsOf;
  }>;
  readonly nights: Archived<{ readonly answer: NightMatrix; readonly window: WindowTrend | undefined }>;
  readonly machineTrend: Archived<{ readonly answer: TrendList<MachineTrend> }>;
  readonly executions: ExecutionList;
  readonly execution: ExecutionReport;
  readonly window: TimelineWindow;
  readonly lastGood: LastGood;
  readonly output: InvocationOutput;
}

/** Finds the last nights of a window. They are made when they are drawn. */
export type NightsOf = (window: Item<"DescribeMaintenanceWindows">) => (() => WindowNights) | undefined;

/** The last nights of a window. */
export interface WindowNights {
  /** Pass rates, oldest first. */
  readonly steps: readonly SparkStep[];
  /** `3 of 30 nights failed`. */
  readonly words: string;
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
    case "trends":
      return reading.of;
    case "failures":
      return `failures ${reading.since.toISOString()}`;
    case "history":
      return `history ${reading.InstanceId} ${reading.since.toISOString()}`;
    case "patches":
      return `patches ${reading.InstanceId}`;
    case "nights":
      return `nights ${reading.WindowId}`;
    case "machineTrend":
      return `machineTrend ${reading.InstanceId}`;
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
