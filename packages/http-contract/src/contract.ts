import { afterAll, beforeAll, describe, it } from "vitest";
import { credentialVariables } from "./subject/credentials.ts";
import { accessRules } from "./rules/access.ts";
import { analysisRules } from "./rules/analyses.ts";
import { limitRules } from "./rules/limits.ts";
import { listRules } from "./rules/lists.ts";
import { pageRules } from "./rules/pages.ts";
import { signedRules } from "./rules/signed.ts";
import { streamRules } from "./rules/streams.ts";
import type { HttpRule, HttpSubject, RunningServer } from "./subject/subject.ts";

/** All rules of the contract, by name. */
const rules: Readonly<Record<string, HttpRule>> = {
  ...accessRules,
  ...signedRules,
  ...listRules,
  ...streamRules,
  ...pageRules,
  ...analysisRules,
  ...limitRules,
};

/**
 * Tests a runtime, inside a Vitest test file. All rules use the same server, to test also that requests do not affect each
 * other.
 *
 * @param options - the runtime, and its `name` for the test report.
 */
export const describeHttpContract = ({ name, ...subject }: HttpSubject & { readonly name: string }): void => {
  describe(`the HTTP contract: ${name}`, () => {
    let running: RunningServer;
    beforeAll(async () => {
      running = await subject.start({ WINDOWPANE_SOURCE: "demo:fleet:250", ...credentialVariables });
    });
    afterAll(() => running.stop());

    for (const [ruleName, rule] of Object.entries(rules)) {
      it(ruleName, () => rule({ subject, url: running.url }));
    }
  });
};
