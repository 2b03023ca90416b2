/** Lists the values of an execution on which the report and the oracle must agree. */
import { machinesOf, type MachineResult, type ExecutionReport, type Verdict } from "@windowpane/report";
import { lacksPatches, type Colour, type JudgedExecution } from "./levels.ts";
import type { PatchWord } from "./patches.ts";
import { isFailure, type Result } from "./words.ts";

/** Values of the report or of the oracle, by name. */
export type Said = ReadonlyMap<string, string>;

const colours: Readonly<Record<Verdict, Colour>> = {
  PASSED: "green",
  PARTIAL: "not green",
  FAILED: "not green",
  EMPTY: "empty",
  SKIPPED: "empty",
  RUNNING: "running",
  UNKNOWN: "unknown",
};

/** The report's names for the oracle's patch results. */
const patchResults: Readonly<Record<PatchWord, string>> = {
  patched: "patched",
  "in place, then failed": "patched",
  "reboot pending": "rebootPending",
  failed: "failed",
  missing: "missing",
  rejected: "rejected",
  scanned: "scanned",
  overwritten: "overwritten",
  "never ran": "notRun",
  running: "running",
  "nothing reported": "unknown",
  "not measured": "unknown",
  "cut off": "unknown",
  unknown: "unknown",
};

const countsOf = (results: readonly string[]): string =>
  [...new Set(results)]
    .toSorted()
    .map((result) => `${result} ${results.filter((one) => one === result).length}`)
    .join(", ");

const badResults: ReadonlySet<MachineResult> = new Set([
  "failed",
  "timedOut",
  "unreachable",
  "cancelled",
  "notRun",
]);

const notZero = (results: Readonly<Record<MachineResult, number>>): string =>
  Object.entries(results)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${result} ${count}`)
    .toSorted()
    .join(", ");

/** Key of a row. The final number keeps rows apart when an invocation lists a machine twice. */
const rowKey = (id: string, names: readonly string[], index: number): string =>
  `machine ${id} ${names[index]} ${names.slice(0, index).filter((name) => name === names[index]).length}`;

/** Values of the report. */
export const saidByReport = (report: ExecutionReport): Said => {
  const said = new Map<string, string>();
  said.set(`execution ${report.WindowExecutionId}`, colours[report.verdict]);
  said.set(`counts ${report.WindowExecutionId}`, notZero(report.counts.results));
  const groups = report.groups.flatMap(({ members }) => members);
  said.set(
    `failures ${report.WindowExecutionId}`,
    groups
      .filter(({ kind }) => kind === "machine" || kind === "call" || kind === "unnamed")
      .map(({ InvocationId, name }) => `${InvocationId} ${name}`)
      .toSorted()
      .join(", "),
  );
  for (const task of report.tasks) {
    said.set(`task ${task.TaskExecutionId}`, colours[task.verdict]);
    said.set(`counts ${task.TaskExecutionId}`, notZero(task.counts.results));
    for (const { InvocationId, verdict, counts, machines } of task.invocations) {
      said.set(`invocation ${InvocationId}`, colours[verdict]);
      said.set(`counts ${InvocationId}`, notZero(counts.results));
      const names = machines.map(({ name }) => name);
      for (const [index, { result, patch, Status }] of machines.entries()) {
        said.set(rowKey(InvocationId, names, index), result);
        // Other tests cover the patches of machines that no command lists.
        if (patch !== undefined && Status !== undefined)
          said.set(`patches of ${rowKey(InvocationId, names, index)}`, patch.result);
      }
    }
  }
  // The report must include every failed row in its groups.
  said.set(
    `bad rows ${report.WindowExecutionId}`,
    String(machinesOf(report).filter(({ result }) => badResults.has(result)).length),
  );
  return said;
};

/** Values of the oracle. */
export const saidByOracle = (judged: JudgedExecution): Said => {
  const said = new Map<string, string>();
  const invocations = judged.tasks.flatMap((task) => task.invocations);
  const rows = invocations.flatMap((one) => one.rows.map((row) => ({ id: one.id, ...row })));
  const results = (all: readonly { readonly result: Result }[]) => all.map(({ result }) => result);
  said.set(`execution ${judged.id}`, judged.colour);
  said.set(`counts ${judged.id}`, countsOf(results(rows)));
  const bad = rows.filter(({ result }) => isFailure(result));
  said.set(
    `failures ${judged.id}`,
    rows
      .filter((row) => isFailure(row.result) || (row.result === "passed" && lacksPatches(row)))
      .map(({ id, name }) => `${id} ${name}`)
      .toSorted()
      .join(", "),
  );
  for (const task of judged.tasks) {
    said.set(`task ${task.id}`, task.colour);
    said.set(`counts ${task.id}`, countsOf(results(task.invocations.flatMap((one) => one.rows))));
    for (const one of task.invocations) {
      said.set(`invocation ${one.id}`, one.colour);
      said.set(`counts ${one.id}`, countsOf(results(one.rows)));
      const names = one.rows.map(({ name }) => name);
      for (const [index, { result, patch }] of one.rows.entries()) {
        said.set(rowKey(one.id, names, index), result);
        if (patch !== undefined)
          said.set(`patches of ${rowKey(one.id, names, index)}`, patchResults[patch.word]);
      }
    }
  }
  said.set(`bad rows ${judged.id}`, String(bad.length));
  return said;
};

/** Describes the differences, one per value. Empty if both agree. */
export const differences = (oracle: Said, report: Said): readonly string[] =>
  [...new Set([...oracle.keys(), ...report.keys()])].flatMap((thing) =>
    oracle.get(thing) === report.get(thing)
      ? []
      : [`${thing}: oracle: ${oracle.get(thing)}, report: ${report.get(thing)}`],
  );
