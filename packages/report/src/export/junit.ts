import { millisecondsOf } from "../model/aws-progress.ts";
import type { MachineResult } from "../model/result.ts";
import { hasBadRows, patchDoubtOf } from "../judge/patching/patch-doubt.ts";
import type { ExecutionReport, Gap, InvocationReport, Machine, TaskReport } from "../model/report.ts";
import { markup, nothing, type Markup } from "./parts/markup.ts";
import { patchesText } from "./parts/patch-fields.ts";
import { plain } from "./parts/plain.ts";
import type { ReportWriter, WriteOptions } from "./parts/writer.ts";

/**
 * JUnit XML, valid by both common schemas (Ant's by Windy Road, Jenkins's xunit plugin): one suite per task, one test per
 * machine. A test that did not pass or run is a `failure`, an `error` or `skipped`. Because tools show a run with only skipped
 * tests as successful, the first suite tests the verdict, which fails unless it is PASSED. A machine whose command passed but
 * that is not patched is a `failure`; one with an uncertain patch result is `skipped`. A suite's `system-out` has the patch
 * results of its machines.
 */
export const junitWriter: ReportWriter = {
  media: "application/xml",
  extension: "xml",
  about: "JUnit: one suite per task, one test per machine, for CI systems",
  write: (report, options) => {
    const suites = [executionSuite(report, options), ...report.tasks.map((task) => taskSuite(task, options))];
    const written = suites.map((suite, id) => suiteMarkup(suite, id, report.StartTime ?? options.now));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<testsuites>\n${written}</testsuites>\n`.markup}`;
  },
};

type JunitOutcome = "passed" | "failure" | "error" | "skipped";

interface JunitTest {
  readonly name: string;
  readonly classname: string;
  readonly outcome: JunitOutcome;
  readonly message?: string | undefined;
  readonly type?: string | undefined;
  readonly text?: readonly string[] | undefined;
  readonly milliseconds?: number | undefined;
}

interface JunitSuite {
  readonly name: string;
  readonly start?: Date | undefined;
  readonly milliseconds?: number | undefined;
  readonly properties: Readonly<Record<string, string | undefined>>;
  readonly tests: readonly JunitTest[];
  /** Lines of output besides the tests. Default: none. */
  readonly output?: readonly string[] | undefined;
}

const outcomes: Readonly<Record<MachineResult, JunitOutcome>> = {
  passed: "passed",
  failed: "failure",
  timedOut: "failure",
  unreachable: "failure",
  unknown: "error",
  cancelled: "skipped",
  notRun: "skipped",
  running: "skipped",
  pending: "skipped",
};

const executionSuite = (report: ExecutionReport, { includeSensitive = false }: WriteOptions): JunitSuite => {
  const { verdict, reason, Name, WindowId, WindowExecutionId, Status, StatusDetails, gaps, cause } = report;
  const name = Name ?? WindowId ?? WindowExecutionId;
  const verdictTest: JunitTest = {
    name: "verdict",
    classname: name,
    outcome: verdict === "PASSED" ? "passed" : "failure",
    message: reason,
    type: verdict,
    text: [cause?.title ?? "", cause?.evidence ?? "", cause?.nextStep ?? "", cause?.otherwise ?? ""],
  };
  return {
    name,
    start: report.StartTime,
    milliseconds: millisecondsOf(report),
    properties: {
      WindowId,
      WindowExecutionId,
      Status,
      StatusDetails,
      verdict,
      reason,
      complete: String(report.complete),
      patches: patchesText(report),
    },
    tests: [verdictTest, ...gaps.map((gap) => gapTest(gap, name, includeSensitive))],
  };
};

const gapTest = (
  { operation, kind, code, why, nextStep, message }: Gap,
  classname: string,
  all: boolean,
): JunitTest => ({
  name: `read ${operation} (${code})`,
  classname,
  outcome: "error",
  message: why,
  type: kind,
  text: [nextStep, all ? (message ?? "") : ""],
});

const taskSuite = (task: TaskReport, { includeSensitive = false }: WriteOptions): JunitSuite => {
  const { TaskArn, TaskExecutionId, TaskType, invocations, verdict, reason, cause } = task;
  const name = TaskArn ?? TaskType ?? "unnamed task";
  const tests = invocations.flatMap((invocation) =>
    invocation.machines.map((machine) => machineTest(machine, invocation, name)),
  );
  // Without this test, a task that failed without a failed machine would be an empty suite, which counts as passed.
  const isSilent = verdict !== "PASSED" && verdict !== "RUNNING" && !hasBadRows(task);
  const own: JunitTest = {
    name: "task",
    classname: name,
    outcome: verdict === "UNKNOWN" ? "error" : "failure",
    message: reason,
    type: verdict,
    text: [cause?.title ?? "", cause?.evidence ?? "", cause?.nextStep ?? "", cause?.otherwise ?? ""],
  };
  return {
    name,
    start: task.StartTime,
    milliseconds: millisecondsOf(task),
    properties: {
      TaskExecutionId,
      TaskType,
      Status: task.Status,
      StatusDetails: task.StatusDetails,
      verdict,
      reason,
      patches: patchesText(task),
      ...(includeSensitive ? sensitiveProperties(invocations) : {}),
    },
    tests: isSilent ? [own, ...tests] : tests,
    output: invocations.flatMap(({ machines }) =>
      machines.flatMap((machine) =>
        machine.patch === undefined ? [] : [`${titleOf(machine)}: ${plain(machine.patch.words)}`],
      ),
    ),
  };
};

const titleOf = ({ name, InstanceName }: Machine): string =>
  InstanceName === undefined ? name : `${plain(InstanceName)} (${name})`;

const sensitiveProperties = (
  invocations: readonly InvocationReport[],
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    invocations.flatMap(({ InvocationId, Parameters, OwnerInformation }) => [
      [`Parameters of ${InvocationId}`, Parameters],
      [`OwnerInformation of ${InvocationId}`, OwnerInformation],
    ]),
  );

const machineTest = (machine: Machine, { DocumentName }: InvocationReport, task: string): JunitTest => {
  const { result, reason, cause, patch } = machine;
  const test = {
    name: titleOf(machine),
    classname: DocumentName ?? task,
    milliseconds: millisecondsOf(machine),
  };
  const doubt = patchDoubtOf(machine);
  if (doubt !== undefined && patch !== undefined) {
    return {
      ...test,
      outcome: doubt === "not-patched" ? "failure" : "skipped",
      message: patch.words,
      type: patch.cause?.slug ?? patch.result,
      text: [patch.cause?.title ?? "", patch.cause?.nextStep ?? ""],
    };
  }
  return {
    ...test,
    outcome: outcomes[result],
    message: cause === undefined ? reason : `${cause.title}: ${reason}`,
    type: cause?.slug ?? result,
    text: [cause?.evidence ?? "", cause?.nextStep ?? "", cause?.otherwise ?? ""],
  };
};

const suiteMarkup = (suite: JunitSuite, id: number, otherwise: Date): Markup => {
  const { name, start = otherwise, milliseconds, properties, tests, output = [] } = suite;
  const count = (outcome: JunitOutcome): number => tests.filter((test) => test.outcome === outcome).length;
  // The schema has no time zone, and tools assume UTC.
  const timestamp = start.toISOString().slice(0, 19);
  return markup`  <testsuite id="${id}" name="${token(name)}" package="windowpane" hostname="aws-ssm" timestamp="${timestamp}" tests="${tests.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="${seconds(milliseconds)}">
    <properties>
${Object.entries(properties).map(([property, value]) =>
  value === undefined ? nothing : markup`      <property name="${property}" value="${value}"/>\n`,
)}    </properties>
${tests.map(testMarkup)}    ${output.length === 0 ? markup`<system-out/>` : markup`<system-out>${output.map((line) => markup`${line}\n`)}</system-out>`}
    <system-err/>
  </testsuite>\n`;
};

const testMarkup = ({
  name,
  classname,
  outcome,
  message = "",
  type = "",
  text = [],
  milliseconds,
}: JunitTest): Markup => {
  const head = markup`    <testcase name="${token(name)}" classname="${token(classname)}" time="${seconds(milliseconds)}"`;
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

/** The schemas require a name of at least one character. */
const token = (name: string): string => (plain(name) === "" ? "unnamed" : name);

const seconds = (milliseconds: number | undefined): string => ((milliseconds ?? 0) / 1000).toFixed(3);
