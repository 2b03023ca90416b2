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
import type { HeldAnswer, HeldGap } from "../file/snapshot.ts";
import { insensitive, insensitiveItems } from "./insensitive.ts";

/** Reads, and keeps what was read and the gaps in it. An abort, and errors that are not of the family, are thrown. */
export interface Recorder {
  /** One answer; undefined when it could not be had. */
  ask<Name extends OperationName>(
    operation: Name,
    input: Ids & Input<Name>,
  ): Promise<Output<Name> | undefined>;
  /** Reads a whole list. `onItems` is called with each page's items. */
  walk<Name extends PagedName>(
    operation: Name,
    ids: Ids & Input<Name>,
    onItems?: (items: readonly Item<Name>[]) => void,
  ): Promise<void>;
  /** Reads within the same bounds, without keeping what it gives. */
  readonly reader: Reader;
  /** Keeps a list that was read in another way, or why there is none. */
  keepItems<Name extends PagedName>(
    operation: Name,
    ids: Ids,
    items: readonly Item<Name>[],
    gap?: HeldGap,
  ): void;
  /** The same of one answer. */
  keepAnswer<Name extends OperationName>(operation: Name, ids: Ids, answer: Output<Name>): void;
  /** Everything that was kept, in the order of operations and ids, whenever each came. */
  held(): readonly HeldAnswer[];
  readonly gaps: number;
}

type Ids = Readonly<Record<string, string>>;

interface RecorderOptions {
  readonly client: Client;
  readonly includeSensitive: boolean;
  readonly concurrency: number | undefined;
  readonly automationConcurrency: number | undefined;
  readonly signal: Signal | undefined;
  /** Told after every answer. */
  readonly onRequest: () => void;
}

export const createRecorder = ({ client, includeSensitive, ...options }: RecorderOptions): Recorder => {
  const reader = createReader(client, options);
  const answers = new Map<string, HeldAnswer>();
  let gaps = 0;

  const keep = (held: HeldAnswer): void => {
    if (held.gap !== undefined) gaps += 1;
    answers.set(keyOf(held), held);
  };
  const keepAnswer: Recorder["keepAnswer"] = (operation, input, answer) =>
    keep({ operation, input, answer: includeSensitive ? answer : insensitive(operation, answer) });
  const keepItems: Recorder["keepItems"] = (operation, input, items, gap) =>
    keep({ operation, input, items: includeSensitive ? items : insensitiveItems(operation, items), gap });

  return {
    reader,
    get gaps() {
      return gaps;
    },
    held: () => [...answers].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, answer]) => answer),
    keepAnswer,
    keepItems,
    ask: async (operation, input) => {
      const { value, failed } = await reader.call(operation, input);
      if (failed === undefined) keepAnswer(operation, input, value);
      else keep({ operation, input, gap: gapOf(failed) });
      return value;
    },
    walk: async (operation, ids, onItems) => {
      const items: Item<typeof operation>[] = [];
      const failed = await reader.walk(operation, { ...ids, ...wholeList(operation) }, (page) => {
        items.push(...page);
        onItems?.(page);
      });
      keepItems(operation, ids, items, failed && gapOf(failed));
    },
  };
};

/** Why an answer is missing, as a snapshot keeps it. */
export const gapOf = ({ error }: Pick<FailedRead, "error">): HeldGap => ({
  code: errorCode(error),
  message: error.message,
  ...(error.kind === "service" && error.status !== undefined ? { status: error.status } : {}),
});

const keyOf = ({ operation, input }: HeldAnswer): string =>
  [String(operationNames.indexOf(operation)).padStart(2, "0"), ...Object.values(input)].join(" ");

/** The largest pages that the list gives, with all that it can tell. */
const wholeList = (operation: PagedName): { readonly MaxResults: number; readonly Details?: true } => {
  if (operation === "ListCommandInvocations") return { MaxResults: 50, Details: true };
  return { MaxResults: operation === "DescribeAutomationStepExecutions" ? 50 : 100 };
};
