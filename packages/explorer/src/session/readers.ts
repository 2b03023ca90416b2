/** How each reading is read. The last value that a reader yields is complete. */
import { whyText } from "../content/causes.ts";
import { errorMeaning, isFinalStatus, isWindowpaneError } from "@windowpane/core";
import {
  badOf,
  causesOfExecution,
  collectExecution,
  collectFailures,
  collectHistory,
  collectOutput,
  readPatchList,
  reportExecution,
  withEarlierRuns,
  type ExecutionReport,
  type Trends,
} from "@windowpane/report";
import { UNPROVEN, type ExecutionList, type Insight, type Reading, type Values } from "../model/reading.ts";
import { readMachineTrend, readNights, readTrends } from "./history-readers.ts";
import { list, readWindows, type ReaderOptions } from "./list-reader.ts";
import { readLastGood, readWindow } from "./window-readers.ts";

/** Readings that need a client. */
type ClientReading = Extract<Reading, { readonly of: Exclude<keyof Values, "connections"> }>;

/** Reads a reading: yields its value as it grows, the complete one last. */
export const readValues = (reading: ClientReading, options: ReaderOptions): AsyncGenerator =>
  // The table has a reader for each kind, which takes the readings of that kind.
  (readers[reading.of] as (reading: ClientReading, options: ReaderOptions) => AsyncGenerator)(
    reading,
    options,
  );

/** Maximum number of concurrent requests over several accounts and regions. */
const MOST_REQUESTS = 256;

type Readers = {
  readonly [Of in ClientReading["of"]]: (
    reading: Extract<Reading, { readonly of: Of }>,
    options: ReaderOptions,
  ) => AsyncGenerator<Values[Of], void, undefined>;
};

/** Number of a window's newest executions to read, one after the other, while their list is visible. */
const judged = 30;

const readers: Readers = {
  windows: (_, options) => readWindows(options),
  async *failures({ since }, given) {
    const { client, signal, now, insights, locations = 1 } = given;
    const trends = earlierFrom(given);
    // Each location has a separate rate limit.
    const concurrency = Math.min(MOST_REQUESTS, 8 * locations);
    const options = { since, now: now(), clock: now, signal, trends, concurrency };
    for await (const report of collectFailures(client, options)) {
      for (const execution of report.executions) {
        if (execution.done && isFinalStatus(execution.Status))
          insights.set(execution.WindowExecutionId, insightOf(execution));
      }
      yield report;
    }
  },
  async *history({ InstanceId, since }, { client, signal, now }) {
    yield* collectHistory(client, { InstanceId, since, now: now(), clock: now, signal });
  },
  trends: readTrends,
  nights: readNights,
  machineTrend: readMachineTrend,
  async *patches({ InstanceId }, { client, signal }) {
    const { patches, gaps } = await readPatchList(client, { machines: [{ InstanceId }], signal });
    yield { items: patches, gaps };
  },
  async *executions({ WindowId }, options) {
    const input = { WindowId, MaxResults: 100 };
    let found: ExecutionList = { items: [], gaps: [], insights: new Map(options.insights) };
    const lists = list("DescribeMaintenanceWindowExecutions", input, {
      ...options,
      what: "The window's executions",
    });
    for await (const { items, gaps } of lists) {
      found = { items: items.toSorted(newestFirst), gaps, insights: new Map(options.insights) };
      if (items.length + gaps.length > 0) yield found;
    }
    if (found.items.length + found.gaps.length === 0) {
      if (options.before === undefined) await requireWindow(WindowId, options);
      yield found;
    }
    for (const { WindowExecutionId, Status } of found.items.slice(0, judged)) {
      if (WindowExecutionId === undefined || options.insights.has(WindowExecutionId)) continue;
      const insight = await judge(WindowExecutionId, options);
      if (insight === undefined) continue;
      if (isFinalStatus(Status)) options.insights.set(WindowExecutionId, insight);
      found = { ...found, insights: new Map([...found.insights, [WindowExecutionId, insight]]) };
      yield found;
    }
  },
  async *execution({ WindowExecutionId, WindowId, Name }, options) {
    const { client, signal, now, insights, before } = options;
    const window = { WindowId, Name };
    for await (const report of collectExecution(client, {
      WindowExecutionId,
      window,
      prefer: "failed",
      // Only what may have changed or was missing is read again.
      earlier: before as ExecutionReport | undefined, // Under its own key.
      clock: now,
      signal,
    })) {
      if (report.done && isFinalStatus(report.Status)) insights.set(WindowExecutionId, insightOf(report));
      yield report.done ? await withEarlierRuns(report, earlierFrom(options)) : report;
    }
  },
  window: readWindow,
  lastGood: readLastGood,
  async *output({ of: _, ...ref }, { client, signal, known }) {
    yield* collectOutput(client, { ...ref, known, signal });
  },
};

/** Rejects with AWS's error for a window that does not exist: AWS lists no executions of it, as of a window that never ran. */
const requireWindow = async (WindowId: string, { client, signal }: ReaderOptions): Promise<void> => {
  try {
    await client.call("GetMaintenanceWindow", { WindowId }, { signal });
  } catch (error) {
    // Other errors do not matter: the list itself was read.
    const isUnknown = isWindowpaneError(error) && errorMeaning(error) === "not-found";
    if (signal.aborted || isUnknown) throw error;
  }
};

/** Tells since when causes occur. Without the archive, causes are shown without it; the trends show the error. */
const earlierFrom = ({ history, signal }: ReaderOptions): Pick<Trends, "earlier" | "windowOf"> => {
  const tolerant = async <Answer>(
    ask: (trends: Trends) => Promise<Answer>,
    otherwise: Answer,
  ): Promise<Answer> => {
    try {
      const trends = (await history?.())?.trends;
      return trends === undefined ? otherwise : await ask(trends);
    } catch (error) {
      // An archive can fail in many ways: its file is damaged, locked or from another program.
      if (signal.aborted) throw error;
      return otherwise;
    }
  };
  return {
    earlier: (queries) => tolerant((trends) => trends.earlier(queries), []),
    windowOf: (query) => tolerant((trends) => trends.windowOf(query), undefined),
  };
};

/** AWS's samples list executions newest first, but the order is not documented. */
const newestFirst = (
  one: { StartTime?: Date | undefined },
  other: { StartTime?: Date | undefined },
): number => (other.StartTime?.getTime() ?? Infinity) - (one.StartTime?.getTime() ?? Infinity) || 0;

/** Maximum number of machines that did not pass whose names are kept for comparison, for each execution. */
const COMPARED_MACHINES = 5_000;

const insightOf = (report: ExecutionReport): Insight => {
  const { verdict, reason, falseGreen, groups, counts, patches } = report;
  const causes = groups.map(({ title }) => title);
  // Usually a later patch run has overwritten the state.
  const unproven = (patches?.unproven ?? 0) > 0 ? UNPROVEN : "";
  const why = causes.length === 0 ? unproven : whyText(causes);
  const bad = badOf(counts);
  const compared = bad > COMPARED_MACHINES ? {} : { executionCauses: causesOfExecution(report) };
  return { verdict, reason, falseGreen, why, causes, bad, ...compared };
};

/** Reads and judges an execution. Undefined if it cannot be read; its own screen shows why. */
const judge = async (
  WindowExecutionId: string,
  { client, signal }: ReaderOptions,
): Promise<Insight | undefined> => {
  try {
    return insightOf(await reportExecution(client, { WindowExecutionId, signal }));
  } catch (error) {
    if (signal.aborted || !isWindowpaneError(error)) throw error;
    return undefined;
  }
};
