import {
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  type OperationName,
  type TransportMeaning,
  type WindowpaneError,
} from "@windowpane/core";
import type { HeldAnswer, HeldGap, Snapshot } from "../file/snapshot.ts";
import { missing, NOT_IN_SNAPSHOT } from "./missing.ts";

/** A list, as far as it is held. */
export interface HeldList {
  readonly items: readonly object[];
  /** Why there may be more. */
  readonly gap?: HeldGap | undefined;
}

/** A snapshot's answers, by what was asked. */
export interface Store {
  readonly snapshot: Snapshot;
  /** The response of an operation without pages. Throws a ServiceError about `asked` (default: `operation`) when not held. */
  answer(operation: OperationName, input: object, asked?: OperationName): object;
  /** A list. Throws a ServiceError when it is not held. */
  list(operation: OperationName, input: object): HeldList;
  /** Whether an answer, or the reason why there is none, is held. */
  has(operation: OperationName, input: object): boolean;
  /** Everything held of an operation. */
  all(operation: OperationName): readonly HeldAnswer[];
}

export const openStore = (snapshot: Snapshot): Store => {
  const answers = new Map(snapshot.answers.map((held) => [keyOf(held.operation, held.input), held]));

  const find = (operation: OperationName, input: object, asked = operation): HeldAnswer => {
    const held = answers.get(keyOf(operation, input));
    if (held === undefined) throw missing(asked, input, snapshot);
    return held;
  };

  return {
    snapshot,
    answer: (operation, input, asked = operation) => {
      const { answer, gap } = find(operation, input, asked);
      if (answer !== undefined) return answer;
      throw gap === undefined ? missing(asked, input, snapshot) : gapError(asked, gap);
    },
    list: (operation, input) => listIn(find(operation, input)),
    all: (operation) => snapshot.answers.filter((held) => held.operation === operation),
    has: (operation, input) => answers.has(keyOf(operation, input)),
  };
};

/** What is held of a list. */
export const listIn = ({ items = [], gap }: HeldAnswer): HeldList => ({ items, gap });

/** The error of a gap, with the meaning that it had when the snapshot was taken. A retry cannot succeed. */
export const gapError = (operation: OperationName, { code, message, status }: HeldGap): WindowpaneError => {
  const words =
    code === NOT_IN_SNAPSHOT ? message : `It could not be read when the snapshot was taken: ${message}`;
  const meaning = transportMeanings.get(code);
  if (meaning !== undefined) return new TransportError(operation, words, { meaning, retryable: false });
  if (code === "stalled") return new StalledError(operation);
  if (code === "invalid-output") return new InvalidOutputError(operation, [words]);
  return new ServiceError(operation, { code, message: words, status, retryable: false });
};

/** By the code in the file. Files of the first versions have `no-answer`. */
const transportMeanings: ReadonlyMap<string, TransportMeaning> = new Map([
  ["no-answer", "no-response"],
  ["no-response", "no-response"],
  ["unsent", "unsent"],
  ["foreign", "foreign"],
]);

/** What tells answers of an operation apart: its ids, in one order. */
const keyOf = (operation: OperationName, input: object): string =>
  [operation, ...ids.map((name) => String(Reflect.get(input, name) ?? ""))].join(" ");

const ids = [
  "WindowId",
  "WindowExecutionId",
  "TaskId",
  "CommandId",
  "InstanceId",
  "PluginName",
  "AutomationExecutionId",
];
