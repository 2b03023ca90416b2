import {
  operationNames,
  type Client,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
  type Signal,
} from "@windowpane/core";
import type { HeldAnswer, HeldHole } from "../snapshot.ts";
import { createGate } from "./gate.ts";
import { holeOf } from "./hole-of.ts";
import { insensitive, insensitiveItems } from "./insensitive.ts";
import { walkBounded } from "./walk-bounded.ts";

/** Asks, and keeps what is answered. What the family's errors say is kept as a hole; anything else is thrown. */
export interface Recorder {
  /** One answer; undefined when it could not be had. */
  ask<Name extends OperationName>(
    operation: Name,
    input: Ids & Input<Name>,
  ): Promise<Output<Name> | undefined>;
  /**
   * A whole list.
   *
   * @param onItems - told of each page's items as they come.
   */
  walk<Name extends PagedName>(
    operation: Name,
    ids: Ids & Input<Name>,
    onItems?: (items: readonly Item<Name>[]) => void,
  ): Promise<void>;
  /** Runs a request when its turn comes, without keeping what it gives. */
  bounded<Result>(operation: OperationName, job: () => Promise<Result>): Promise<Result>;
  /** Keeps a list that was read in another way, or why there is none. */
  keepItems<Name extends PagedName>(
    operation: Name,
    ids: Ids,
    items: readonly Item<Name>[],
    hole?: HeldHole,
  ): void;
  /** The same of one answer. */
  keepAnswer<Name extends OperationName>(operation: Name, ids: Ids, answer: Output<Name>): void;
  /** Everything that was kept, in the order of operations and ids, whenever each came. */
  held(): readonly HeldAnswer[];
  readonly requests: number;
  readonly holes: number;
}

type Ids = Readonly<Record<string, string>>;

interface RecorderOptions {
  readonly client: Client;
  readonly includeSensitive: boolean;
  readonly concurrency: number;
  readonly automationConcurrency: number;
  readonly signal: Signal | undefined;
  /** Told after every answer. */
  readonly onRequest: () => void;
}

export const createRecorder = (options: RecorderOptions): Recorder => {
  const { client, includeSensitive, concurrency, automationConcurrency, signal, onRequest } = options;
  const gate = createGate(concurrency);
  const automationGate = createGate(Math.min(concurrency, automationConcurrency));
  const answers = new Map<string, HeldAnswer>();
  let requests = 0;
  let holes = 0;

  const keep = (held: HeldAnswer): void => {
    if (held.hole !== undefined) holes += 1;
    answers.set(keyOf(held), held);
  };
  const send = async <Result>(job: () => Promise<Result>): Promise<Result> => {
    if (signal?.aborted === true) throw signal.reason;
    requests += 1;
    try {
      return await job();
    } finally {
      onRequest();
    }
  };

  const recorder: Recorder = {
    get requests() {
      return requests;
    },
    get holes() {
      return holes;
    },
    held: () => [...answers].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, answer]) => answer),
    bounded: (operation, job) => {
      const bounded = (): ReturnType<typeof job> => gate(() => send(job));
      return operation.includes("Automation") ? automationGate(bounded) : bounded();
    },
    keepAnswer: (operation, input, answer) =>
      keep({ operation, input, answer: includeSensitive ? answer : insensitive(operation, answer) }),
    keepItems: (operation, input, items, hole) =>
      keep({
        operation,
        input,
        items: includeSensitive ? items : insensitiveItems(operation, items),
        hole,
      }),
    ask: async (operation, input) => {
      try {
        const answer = await recorder.bounded(operation, () => client.call(operation, input, { signal }));
        recorder.keepAnswer(operation, input, answer);
        return answer;
      } catch (error) {
        keep({ operation, input, hole: holeOf(error) });
        return undefined;
      }
    },
    walk: async (operation, ids, onItems) => {
      const items: Item<typeof operation>[] = [];
      let hole: HeldHole | undefined;
      try {
        const request = { ...ids, ...wholeList(operation) };
        for await (const page of walkBounded({ recorder, client, signal }, operation, request)) {
          items.push(...page);
          onItems?.(page);
        }
      } catch (error) {
        hole = holeOf(error);
      }
      recorder.keepItems(operation, ids, items, hole);
    },
  };
  return recorder;
};

const keyOf = ({ operation, input }: HeldAnswer): string =>
  [String(operationNames.indexOf(operation)).padStart(2, "0"), ...Object.values(input)].join(" ");

/** The largest pages that the list gives, with all that it can tell. */
const wholeList = (operation: PagedName): { readonly MaxResults: number; readonly Details?: true } => {
  if (operation === "ListCommandInvocations") return { MaxResults: 50, Details: true };
  return { MaxResults: operation === "DescribeAutomationStepExecutions" ? 50 : 100 };
};
