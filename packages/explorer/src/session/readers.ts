/** How each reading is read. The last value that a reader yields is complete. */
import { whyText } from "../content/causes.ts";
import { cutLine, safeLine } from "@windowpane/text";
import {
  createReader,
  errorCode,
  type OperationName,
  type WindowpaneError,
  isFinalStatus,
  isWindowpaneError,
  itemsOf,
  type Client,
  type Item,
  type PagedName,
  type Input,
  type Signal,
} from "@windowpane/core";
import {
  badOf,
  causesOfExecution,
  gapKindOf,
  gapText,
  type Gap,
  collectExecution,
  collectFailures,
  collectHistory,
  collectOutput,
  readPatchList,
  reportExecution,
  type ExecutionReport,
  type KnownInvocation,
} from "@windowpane/report";
import {
  UNPROVEN,
  type ExecutionList,
  type Insight,
  type ItemList,
  type Reading,
  type Values,
} from "../model/reading.ts";
import { readLastGood, readWindow } from "./window-readers.ts";

/** Options of a reader. */
export interface ReaderOptions {
  readonly client: Client;
  readonly signal: Signal;
  readonly now: () => Date;
  /** The previous value of the reading, from itself or from another reading. Default: none. */
  readonly before?: unknown;
  /** What is known of the invocation whose output is read. Default: nothing. */
  readonly known?: KnownInvocation | undefined;
  /** Verdicts on final executions that were read before. Readers add theirs. */
  readonly insights: Map<string, Insight>;
}

/** Readings that need a client. */
type ClientReading = Extract<Reading, { readonly of: Exclude<keyof Values, "connections"> }>;

/** Reads a reading: yields its value as it grows, the complete one last. */
export const readValues = (reading: ClientReading, options: ReaderOptions): AsyncGenerator =>
  // The table has a reader for each kind, which takes the readings of that kind.
  (readers[reading.of] as (reading: ClientReading, options: ReaderOptions) => AsyncGenerator)(
    reading,
    options,
  );

type Readers = {
  readonly [Of in ClientReading["of"]]: (
    reading: Extract<Reading, { readonly of: Of }>,
    options: ReaderOptions,
  ) => AsyncGenerator<Values[Of], void, undefined>;
};

/** Number of a window's newest executions to read, one after the other, while their list is visible. */
const judged = 30;

const readers: Readers = {
  async *windows(_, options) {
    yield* list("DescribeMaintenanceWindows", {}, { ...options, what: "The list of windows" });
  },
  async *failures({ since }, { client, signal, now, insights }) {
    for await (const report of collectFailures(client, { since, now: now(), clock: now, signal })) {
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
  async *execution({ WindowExecutionId, WindowId, Name }, { client, signal, now, insights, before }) {
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
      yield report;
    }
  },
  window: readWindow,
  lastGood: readLastGood,
  async *output({ of: _, ...ref }, { client, signal, known }) {
    yield* collectOutput(client, { ...ref, known, signal });
  },
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

/** Yields a list as it grows page by page. An error after the first page becomes a gap at its end. */
async function* list<Name extends PagedName>(
  operation: Name,
  input: Input<Name>,
  { client, signal, what }: ReaderOptions & { readonly what: string },
): AsyncGenerator<ItemList<Item<Name>>, void, undefined> {
  const items: Item<Name>[] = [];
  let shown = 0;
  try {
    for await (const page of createReader(client, { signal }).pages(operation, input, { urgent: true })) {
      items.push(...itemsOf(operation, page));
      // Each yielded list is a copy, so long lists are yielded less often.
      if (items.length < shown * 1.2) continue;
      shown = items.length;
      yield { items: [...items], gaps: [] };
    }
  } catch (error) {
    if (signal.aborted || items.length === 0 || !isWindowpaneError(error)) throw error;
    yield { items, gaps: [listGap(error, { operation, what })] };
    return;
  }
  yield { items, gaps: [] };
}

/** The gap at the end of an incomplete list. */
const listGap = (
  error: WindowpaneError,
  { operation, what }: { readonly operation: OperationName; readonly what: string },
): Gap => {
  const kind = gapKindOf(error);
  return {
    operation,
    count: 1,
    ids: {},
    kind,
    code: errorCode(error),
    why: `${what} could not be read further.`,
    message: cutLine(safeLine(error.message), 240),
    nextStep: `${gapText(kind, operation).nextStep} Press r to try again.`,
    ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
  };
};
