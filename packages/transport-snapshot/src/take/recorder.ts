import {
  createReader,
  errorCode,
  type Client,
  type FailedRead,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
  type Reader,
  type Signal,
} from "@windowpane/core";
import { createEntryLog } from "../file/entry-log.ts";
import type { SnapshotEntries, SnapshotGap } from "../file/snapshot.ts";
import { redactResponse, redactItems } from "./redact.ts";

/** Reads responses and records them with their gaps. Throws when aborted, and for errors that are not Windowpane's. */
export interface Recorder {
  /** Reads and records one response. Undefined if it could not be read. */
  call<Name extends OperationName>(
    operation: Name,
    input: Ids & Input<Name>,
  ): Promise<Output<Name> | undefined>;
  /** Reads and records a list. `onItems` is called with the items of each page. */
  list<Name extends PagedName>(
    operation: Name,
    ids: Ids & Input<Name>,
    onItems?: (items: readonly Item<Name>[]) => void,
  ): Promise<void>;
  /** Reads with the same limits, without recording. */
  readonly reader: Reader;
  /** Records a list or its gap. */
  recordItems<Name extends PagedName>(
    operation: Name,
    ids: Ids,
    items: readonly Item<Name>[],
    gap?: SnapshotGap,
  ): void;
  /** Records one response. */
  recordResponse<Name extends OperationName>(operation: Name, ids: Ids, response: Output<Name>): void;
  /** All entries, sorted by operation and IDs. */
  entries(): SnapshotEntries;
  /** Number of entries with a gap. */
  readonly gaps: number;
}

type Ids = Readonly<Record<string, string>>;

interface RecorderOptions {
  readonly client: Client;
  readonly includeSensitive: boolean;
  readonly concurrency: number | undefined;
  readonly automationConcurrency: number | undefined;
  readonly signal: Signal | undefined;
  /** Called after each response. */
  readonly onRequest: () => void;
}

/** Creates a recorder over a client. */
export const createRecorder = ({ client, includeSensitive, ...options }: RecorderOptions): Recorder => {
  const reader = createReader(client, options);
  const log = createEntryLog();
  let gaps = 0;

  const noteGap = (gap: SnapshotGap | undefined): SnapshotGap | undefined => {
    if (gap !== undefined) gaps += 1;
    return gap;
  };
  const kept = <Name extends PagedName>(operation: Name, items: readonly Item<Name>[]): readonly object[] =>
    includeSensitive ? items : redactItems(operation, items);
  const recordResponse: Recorder["recordResponse"] = (operation, input, response) =>
    log.add(operation, input, {
      response: includeSensitive ? response : redactResponse(operation, response),
    });

  return {
    reader,
    get gaps() {
      return gaps;
    },
    entries: log.entries,
    recordResponse,
    recordItems: (operation, input, items, gap) => {
      const list = log.list(operation, input);
      list.add(kept(operation, items));
      list.end(noteGap(gap));
    },
    call: async (operation, input) => {
      const { value, failed } = await reader.call(operation, input);
      if (failed === undefined) recordResponse(operation, input, value);
      else log.add(operation, input, { gap: gapOf(failed) });
      if (failed !== undefined) gaps += 1;
      return value;
    },
    list: async (operation, ids, onItems) => {
      const list = log.list(operation, ids);
      const failed = await reader.list(operation, { ...ids, ...wholeList(operation) }, (page) => {
        list.add(kept(operation, page));
        onItems?.(page);
      });
      list.end(noteGap(failed && gapOf(failed)));
    },
  };
};

/** The gap of a failed read. */
export const gapOf = ({ error }: Pick<FailedRead, "error">): SnapshotGap => ({
  code: errorCode(error),
  message: error.message,
  ...(error.kind === "service" && error.status !== undefined ? { status: error.status } : {}),
});

/** Input for the largest pages with all members. */
const wholeList = (operation: PagedName): { readonly MaxResults: number; readonly Details?: true } => {
  if (operation === "ListCommandInvocations") return { MaxResults: 50, Details: true };
  return { MaxResults: operation === "DescribeAutomationStepExecutions" ? 50 : 100 };
};
