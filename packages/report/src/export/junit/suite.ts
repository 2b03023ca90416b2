/** Suites and tests of JUnit, and their XML. */
import { markup, nothing, type Markup } from "../parts/markup.ts";

/** What JUnit distinguishes. */
export type JunitOutcome = "passed" | "failure" | "error" | "skipped";

/** A test case. */
export interface JunitTest {
  readonly name: string;
  readonly outcome: JunitOutcome;
  readonly message?: string | undefined;
  readonly type?: string | undefined;
  readonly text?: readonly string[] | undefined;
  readonly milliseconds?: number | undefined;
}

/** A suite of test cases. */
export interface JunitSuite {
  /** Also the class of its tests. */
  readonly name: string;
  readonly start?: Date | undefined;
  readonly milliseconds?: number | undefined;
  readonly properties: Readonly<Record<string, string | undefined>>;
  readonly tests: readonly JunitTest[];
  /** Lines of output besides the tests. Default: none. */
  readonly output?: readonly string[] | undefined;
}

/**
 * The XML of a suite.
 *
 * @param id - its position in the file.
 * @param otherwise - time of a suite without a start.
 */
export const suiteMarkup = (suite: JunitSuite, id: number, otherwise: Date): Markup => {
  const { name, start = otherwise, milliseconds, properties, tests, output = [] } = suite;
  const count = (outcome: JunitOutcome): number => tests.filter((test) => test.outcome === outcome).length;
  // The schema has no time zone, and tools assume UTC.
  const timestamp = start.toISOString().slice(0, 19);
  return markup`  <testsuite id="${id}" name="${name}" package="windowpane" hostname="aws-ssm" timestamp="${timestamp}" tests="${tests.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="${seconds(milliseconds)}">
    <properties>
${Object.entries(properties).map(([property, value]) =>
  value === undefined ? nothing : markup`      <property name="${property}" value="${value}"/>\n`,
)}    </properties>
${tests.map((test) => testMarkup(test, name))}    ${output.length === 0 ? markup`<system-out/>` : markup`<system-out>${output.map((line) => markup`${line}\n`)}</system-out>`}
    <system-err/>
  </testsuite>\n`;
};

const testMarkup = (
  { name, outcome, message = "", type = "", text = [], milliseconds }: JunitTest,
  classname: string,
): Markup => {
  const head = markup`    <testcase name="${name}" classname="${classname}" time="${seconds(milliseconds)}"`;
  if (outcome === "passed") return markup`${head}/>\n`;
  if (outcome === "skipped")
    return markup`${head}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
  const lines = text.filter((line) => line !== "").map((line) => markup`${line}\n`);
  const body =
    outcome === "failure"
      ? markup`<failure message="${message}" type="${type}">${lines}</failure>`
      : markup`<error message="${message}" type="${type}">${lines}</error>`;
  return markup`${head}>\n      ${body}\n    </testcase>\n`;
};

const seconds = (milliseconds: number | undefined): string => ((milliseconds ?? 0) / 1000).toFixed(3);
