import {
  createReader,
  errorCode,
  operationNames,
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
import type { SnapshotEntry, SnapshotGap } from "../file/snapshot.ts";
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
  entries(): readonly SnapshotEntry[];
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
  const recorded = new Map<string, SnapshotEntry>();
  let gaps = 0;

  const record = (entry: SnapshotEntry): void => {
    if (entry.gap !== undefined) gaps += 1;
    recorded.set(keyOf(entry), entry);
  };
  const recordResponse: Recorder["recordResponse"] = (operation, input, response) =>
    record({ operation, input, response: includeSensitive ? response : redactResponse(operation, response) });
  const recordItems: Recorder["recordItems"] = (operation, input, items, gap) =>
    record({ operation, input, items: includeSensitive ? items : redactItems(operation, items), gap });

  return {
    reader,
    get gaps() {
      return gaps;
    },
    entries: () =>
      [...recorded].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry),
    recordResponse,
    recordItems,
    call: async (operation, input) => {
      const { value, failed } = await reader.call(operation, input);
      if (failed === undefined) recordResponse(operation, input, value);
      else record({ operation, input, gap: gapOf(failed) });
      return value;
    },
    list: async (operation, ids, onItems) => {
      const items: Item<typeof operation>[] = [];
      const failed = await reader.list(operation, { ...ids, ...wholeList(operation) }, (page) => {
        items.push(...page);
        onItems?.(page);
      });
      recordItems(operation, ids, items, failed && gapOf(failed));
    },
  };
};

/** The gap of a failed read. */
export const gapOf = ({ error }: Pick<FailedRead, "error">): SnapshotGap => ({
  code: errorCode(error),
  message: error.message,
  ...(error.kind === "service" && error.status !== undefined ? { status: error.status } : {}),
});

const keyOf = ({ operation, input }: SnapshotEntry): string =>
  [String(operationNames.indexOf(operation)).padStart(2, "0"), ...Object.values(input)].join(" ");

/** Input for the largest pages with all members. */
const wholeList = (operation: PagedName): { readonly MaxResults: number; readonly Details?: true } => {
  if (operation === "ListCommandInvocations") return { MaxResults: 50, Details: true };
  return { MaxResults: operation === "DescribeAutomationStepExecutions" ? 50 : 100 };
};
