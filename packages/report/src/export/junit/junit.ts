import { reportFormats } from "../parts/formats.ts";
import { millisecondsOf } from "../../model/aws-progress.ts";
import type { MachineResult } from "../../model/result.ts";
import { hasBadRows, patchDoubtOf } from "../../judge/patching/patch-doubt.ts";
import type { ExecutionReport, Gap, InvocationReport, Machine, TaskReport } from "../../model/report.ts";
import { describeAffected } from "../../model/affected.ts";
import { resultWords } from "../../model/words.ts";
import { markup } from "../parts/markup.ts";
import { patchesText } from "../parts/patch-fields.ts";
import { plain } from "../parts/plain.ts";
import { namesOfTasks } from "../parts/task-names.ts";
import { machinesSince, type MachinesSince } from "../parts/since.ts";
import { namePart, withUniqueNames } from "./names.ts";
import { suiteMarkup, type JunitOutcome, type JunitSuite, type JunitTest } from "./suite.ts";
import type { ReportWriter, WriteOptions } from "../parts/writer.ts";

/**
 * JUnit XML, valid by both common schemas (Ant's by Windy Road, Jenkins's xunit plugin): one suite per task, one test per
 * machine. A test that did not pass or run is a `failure`, an `error` or `skipped`. Because tools show a run with only skipped
 * tests as successful, the first suite tests the verdict, which fails unless it is PASSED. A machine whose command passed but
 * that is not patched is a `failure`; one with an uncertain patch result is `skipped`. A suite's `system-out` has the names and
 * results of its machines.
 *
 * CI systems compare tests between runs by `classname` and `name`. Each pair occurs once in a file, and is the same for every
 * execution of a window: the window and the task, and the machine's ID. A machine's name is in the message instead, because
 * AWS does not return it for every machine of every execution.
 */
export const junitWriter: ReportWriter = {
  ...reportFormats.junit,
  write: (report, options) => {
    const window = namePart(report.Name ?? report.WindowId ?? "maintenance window");
    const names = namesOfTasks(report);
    const since = machinesSince(report, options.now);
    const suites = withUniqueNames([
      executionSuite(report, window, options),
      ...report.tasks.map((task) =>
        taskSuite(task, `${window}.${names.get(task.TaskExecutionId) ?? ""}`, { ...options, since }),
      ),
    ]);
    const written = suites.map((suite, id) => suiteMarkup(suite, id, report.StartTime ?? options.now));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<testsuites>\n${written}</testsuites>\n`.markup}`;
  },
};

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

const executionSuite = (
  report: ExecutionReport,
  name: string,
  { includeSensitive = false }: WriteOptions,
): JunitSuite => {
  const { verdict, reason, Name, WindowId, WindowExecutionId, Status, StatusDetails, gaps, cause } = report;
  const verdictTest: JunitTest = {
    name: "verdict",
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
      Name,
      WindowId,
      WindowExecutionId,
      Account: report.origin?.Account,
      Region: report.origin?.Region,
      StartTime: report.StartTime?.toISOString(),
      EndTime: report.EndTime?.toISOString(),
      Status,
      StatusDetails,
      verdict,
      reason,
      complete: String(report.complete),
      patches: patchesText(report),
    },
    tests: [verdictTest, ...gaps.map((gap) => gapTest(gap, includeSensitive))],
  };
};

const gapTest = (gap: Gap, all: boolean): JunitTest => {
  const { operation, kind, code, why, nextStep, message = "" } = gap;
  return {
    name: `read ${operation} (${code})`,
    outcome: "error",
    message: why,
    type: kind,
    text: [describeAffected(gap), nextStep, all ? message : ""],
  };
};

const taskSuite = (
  task: TaskReport,
  name: string,
  { includeSensitive = false, since }: WriteOptions & { readonly since: MachinesSince },
): JunitSuite => {
  const { TaskArn, TaskExecutionId, TaskType, invocations, verdict, reason, cause } = task;
  // Of a machine in several targets of the task, each target keeps its number in every execution.
  const machines = invocations
    .toSorted((one, other) => compareText(one.WindowTargetId, other.WindowTargetId))
    .flatMap((invocation) => invocation.machines);
  const tests = machines.map((machine) => machineTest(machine, since.wordsOf(machine)));
  // Without this test, a task that failed without a failed machine would be an empty suite, which counts as passed.
  const isSilent = verdict !== "PASSED" && verdict !== "RUNNING" && !hasBadRows(task);
  const own: JunitTest = {
    name: "task",
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
      TaskArn,
      TaskExecutionId,
      TaskType,
      StartTime: task.StartTime?.toISOString(),
      EndTime: task.EndTime?.toISOString(),
      Status: task.Status,
      StatusDetails: task.StatusDetails,
      verdict,
      reason,
      patches: patchesText(task),
      ...(includeSensitive ? sensitiveProperties(invocations) : {}),
    },
    tests: isSilent ? [own, ...tests] : tests,
    output: machines.map(
      (machine) =>
        `${titleOf(machine)}: ${resultWords[machine.result]}${machine.patch === undefined ? "" : `; patches: ${plain(machine.patch.words)}`}`,
    ),
  };
};

const compareText = (one = "", other = ""): number => (one < other ? -1 : one > other ? 1 : 0);

/** A machine as people know it: its name and ID. */
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

const machineTest = (machine: Machine, since: string): JunitTest => {
  const { name, InstanceName, result, reason, cause, patch } = machine;
  const test = { name, milliseconds: millisecondsOf(machine) };
  const lead = InstanceName === undefined || plain(InstanceName) === "" ? "" : `${plain(InstanceName)}: `;
  const doubt = patchDoubtOf(machine);
  if (doubt !== undefined && patch !== undefined) {
    return {
      ...test,
      outcome: doubt === "not-patched" ? "failure" : "skipped",
      message: `${lead}${patch.words}`,
      type: patch.cause?.slug ?? patch.result,
      text: [patch.cause?.title ?? "", since, patch.cause?.nextStep ?? ""],
    };
  }
  return {
    ...test,
    outcome: outcomes[result],
    message: lead + (cause === undefined ? reason : `${cause.title}: ${reason}`),
    type: cause?.slug ?? result,
    text: [cause?.evidence ?? "", since, cause?.nextStep ?? "", cause?.otherwise ?? ""],
  };
};
