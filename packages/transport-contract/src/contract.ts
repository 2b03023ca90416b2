import { describe, it } from "vitest";
import { abortLines } from "./lines/abort.ts";
import { answerLines } from "./lines/answer.ts";
import { failureLines } from "./lines/failure.ts";
import { pagingLines } from "./lines/paging.ts";
import { refusalLines } from "./lines/refusal.ts";
import { responseLines } from "./lines/response.ts";
import type { Line, Subject } from "./subject/subject.ts";

/** Every line of the contract, by the sentence that it tests. */
export const lines = {
  ...answerLines,
  ...refusalLines,
  ...failureLines,
  ...abortLines,
  ...pagingLines,
  ...responseLines,
};

/** The sentence of one line, as it stands in a test report and in `skip`. */
export type LineName = keyof typeof lines;

/** Skips the lines about HTTP responses, for a transport that reads none. */
export const withoutHttp = (reason: string): { readonly [Name in keyof typeof responseLines]: string } =>
  // Object.fromEntries widens its keys.
  Object.fromEntries(Object.keys(responseLines).map((name) => [name, reason])) as {
    readonly [Name in keyof typeof responseLines]: string;
  };

/**
 * Runs the contract over a transport, inside a Vitest test file.
 *
 * @param options - the subject; its `name`, for the test report; and `skip`: the lines that do not hold for this
 * transport, each with the reason why.
 *
 * @example
 * describeTransportContract({
 *   name: "mock",
 *   known,
 *   create: () => mockTransport(),
 *   skip: { "asks once when no answer comes": "there is no wire on which to count" },
 * });
 */
export const describeTransportContract = ({
  name,
  skip = {},
  ...subject
}: Subject & {
  readonly name: string;
  readonly skip?: { readonly [Name in LineName]?: string };
}): void => {
  describe(`the transport contract: ${name}`, () => {
    for (const [sentence, line] of entriesOf(lines)) {
      const reason = skip[sentence];
      if (reason === undefined) it(sentence, () => line(subject));
      else it(sentence, ({ skip: leaveOut }) => leaveOut(reason));
    }
  });
};

// Object.entries forgets that the table is closed.
const entriesOf = (table: typeof lines): readonly (readonly [LineName, Line])[] =>
  Object.entries(table) as readonly [LineName, Line][];
