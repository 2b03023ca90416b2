/** Names by which CI systems recognise a test in the next run. */
import { cutLine } from "@windowpane/text";
import { plain } from "../parts/plain.ts";
import { uniqueName } from "../parts/task-names.ts";
import type { JunitSuite } from "./suite.ts";

/** Maximum length of the name of a suite, class or test, in code points. */
const NAME_LENGTH = 300;

/** Text as a name or part of one. The schemas require at least one character. */
export const namePart = (text: string): string => {
  const line = cutLine(plain(text), NAME_LENGTH);
  return line === "" ? "unnamed" : line;
};

/**
 * Makes the names of suites unique, which are also the classes of their tests, and those of the tests of a class. Numbers the
 * further ones, such as a machine that two targets of a task contain.
 */
export const withUniqueNames = (suites: readonly JunitSuite[]): readonly JunitSuite[] => {
  const classes = new Set<string>();
  return suites.map((suite) => {
    const name = uniqueName(namePart(suite.name), classes);
    const taken = new Set<string>();
    return {
      ...suite,
      name,
      tests: suite.tests.map((test) => ({ ...test, name: uniqueName(namePart(test.name), taken) })),
    };
  });
};
