import { afterAll, beforeAll, describe, it } from "vitest";
import { credentialVariables } from "./subject/credentials.ts";
import { accessLines } from "./lines/access.ts";
import { limitLines } from "./lines/limits.ts";
import { listLines } from "./lines/lists.ts";
import { pageLines } from "./lines/pages.ts";
import { signedLines } from "./lines/signed.ts";
import { streamLines } from "./lines/streams.ts";
import type { Line, Running, Subject } from "./subject/subject.ts";

/** Every line of the contract, by the sentence that it tests. */
const lines: Readonly<Record<string, Line>> = {
  ...accessLines,
  ...signedLines,
  ...listLines,
  ...streamLines,
  ...pageLines,
  ...limitLines,
};

/**
 * Runs the contract over a runtime, inside a Vitest test file. All lines share one app, so that they also show that what
 * one request does leaves the next one alone.
 *
 * @param options - the subject, and its `name` for the test report.
 */
export const describeHttpContract = ({ name, ...subject }: Subject & { readonly name: string }): void => {
  describe(`the HTTP contract: ${name}`, () => {
    let running: Running;
    beforeAll(async () => {
      running = await subject.start({ WINDOWPANE_SOURCE: "demo:fleet:250", ...credentialVariables });
    });
    afterAll(() => running.stop());

    for (const [sentence, line] of Object.entries(lines)) {
      it(sentence, () => line({ subject, url: running.url }));
    }
  });
};
