import type { Input, OperationName } from "../operations.ts";
import { untilAborted } from "../signal.ts";
import type { Transport } from "../transport.ts";
import { settledness } from "./settledness.ts";

/** How much is remembered. */
export interface CacheOptions {
  /** Most answers kept; the one not asked for the longest goes first. Default: 1,000. */
  readonly maxEntries?: number | undefined;
}

/**
 * Remembers, in memory, the answers that cannot change any more: what belongs to a finished execution (see
 * `settledness.ts`). Whatever still runs is asked for anew each time. Answers are handed out as they were received;
 * who changes one changes it for the next.
 */
export const withCache = (transport: Transport, { maxEntries = 1000 }: CacheOptions = {}): Transport => {
  const answers = new Map<string, unknown>();
  const { learn, isSettled } = settledness({ maxEntries });
  return {
    name: transport.name,
    async send(operation, input, options) {
      const key = keyOf(operation, input);
      if (answers.has(key)) {
        const answer = answers.get(key);
        answers.delete(key);
        answers.set(key, answer);
        return untilAborted(Promise.resolve(answer), options.signal);
      }
      const answer = await transport.send(operation, input, options);
      learn(operation, input, answer);
      if (isSettled(operation, input, answer)) {
        answers.set(key, answer);
        forgetOldest(answers, maxEntries);
      }
      return answer;
    },
  };
};

const forgetOldest = (answers: Map<string, unknown>, most: number): void => {
  for (const key of answers.keys()) {
    if (answers.size <= most) return;
    answers.delete(key);
  }
};

/** The same request written in another order of members is the same request. */
const keyOf = <Name extends OperationName>(operation: Name, input: Input<Name>): string =>
  JSON.stringify([operation, Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
