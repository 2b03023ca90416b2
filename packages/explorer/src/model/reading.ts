/** What can be read, as data: the session reads it, keeps it, and reads each only once. */
import type { Item } from "@windowpane/core";
import type {
  ExecutionReport,
  FailuresReport,
  HistoryReport,
  Gap,
  InvocationOutput,
  Judgement,
  LastGood,
  ListedPatch,
  TimelineWindow,
} from "@windowpane/report";
import type { ConnectionChoices } from "./connection.ts";

/** Why, where nothing failed, but it is not known whether machines are patched. */
export const UNPROVEN = "Patch result not known";

/** Something to read. Two that are written alike are one. */
export type Reading =
  /** Which profiles and regions could be asked. */
  | { readonly of: "connections" }
  | { readonly of: "windows" }
  /** Everything that failed since a time. */
  | { readonly of: "failures"; readonly since: Date }
  /** What windows did on one machine since a time. */
  | { readonly of: "history"; readonly InstanceId: string; readonly since: Date }
  /** The open patches of one machine as they are now. */
  | { readonly of: "patches"; readonly InstanceId: string }
  | { readonly of: "executions"; readonly WindowId: string }
  | {
      readonly of: "execution";
      readonly WindowExecutionId: string;
      readonly WindowId?: string | undefined;
      readonly Name?: string | undefined;
    }
  /** When the window of an execution ends, and what is registered with it. */
  | {
      readonly of: "window";
      readonly WindowExecutionId: string;
      /** Default: it is searched for. */
      readonly WindowId?: string | undefined;
    }
  /** The newest execution before that really passed. */
  | {
      readonly of: "lastGood";
      readonly WindowExecutionId: string;
      /** Default: it is searched for. */
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

/** What each reading gives. */
export interface Values {
  readonly connections: ConnectionChoices;
  readonly windows: ItemList<Item<"DescribeMaintenanceWindows">>;
  readonly failures: FailuresReport;
  readonly history: HistoryReport;
  readonly patches: ItemList<ListedPatch>;
  readonly executions: ExecutionList;
  readonly execution: ExecutionReport;
  readonly window: TimelineWindow;
  readonly lastGood: LastGood;
  readonly output: InvocationOutput;
}

/** A list of the service, as far as it was read. */
export interface ItemList<Value> {
  readonly items: readonly Value[];
  readonly gaps: readonly Gap[];
}

/** A window's executions, with our word on those that were looked into. */
export interface ExecutionList extends ItemList<Item<"DescribeMaintenanceWindowExecutions">> {
  readonly insights: ReadonlyMap<string, Insight>;
}

/** Our word on an execution, without all that it rests on. */
export interface Insight extends Judgement {
  /** Its causes in a few words: `Disk full +2`. Empty where there is none. */
  readonly why: string;
  /** How many rows of it ended without passing. */
  readonly bad: number;
}

/** The text by which a reading is kept. */
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
