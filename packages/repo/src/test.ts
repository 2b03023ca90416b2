/**
 * `npm test`: runs all checks and tests and prints their counts in the last line. Passes its arguments on to turbo:
 * `npm test -- --filter=@windowpane/core` checks one package, `npm test -- --force` ignores the cache.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace/root.ts";
import { tally, type Outcome } from "./tally.ts";
import { turbo } from "./workspace/turbo.ts";
import type { TestReport } from "./vitest-report.ts";

interface Task {
  readonly taskId: string;
  readonly task: string;
  readonly directory: string;
  readonly command: string;
  readonly execution?: { readonly exitCode?: number } | null;
}

const tasks = [
  "build",
  "types",
  "test",
  "mutants:quick",
  "shape",
  "surface",
  "docs:check",
  "//#lint",
  "//#format:check",
  "//#habits",
  "//#knip",
  "//#knip:production",
  "//#sherif",
  "//#boundaries",
  "//#lockfile:check",
];
const args = process.argv.slice(2);
const runs = join(root, ".turbo/runs");

// turbo writes this JSON.
const tasksOf = (json: string) => (JSON.parse(json) as { readonly tasks: readonly Task[] }).tasks;
const reportOf = ({ directory }: Task) => join(root, directory, ".cache/vitest.json");

const run = (): readonly Outcome[] => {
  const plan = turbo(["run", ...tasks, ...args, "--dry=json"]);
  if (plan.status !== 0) {
    console.error(plan.stderr);
    return [{ id: "turbo", exitCode: plan.status }];
  }
  const planned = tasksOf(plan.stdout).filter(({ command }) => command !== "<NONEXISTENT>");

  // Delete the reports of earlier runs. turbo restores the reports of cached tasks.
  rmSync(runs, { force: true, recursive: true });
  for (const task of planned) if (task.task === "test") rmSync(reportOf(task), { force: true });

  turbo(
    [
      "run",
      ...tasks,
      ...args,
      "--continue=dependencies-successful",
      "--output-logs=errors-only",
      "--summarize",
    ],
    {
      show: true,
    },
  );
  const exitCodes = new Map(summary().map(({ taskId, execution }) => [taskId, execution?.exitCode]));
  return planned.map((task) => ({
    id: task.taskId,
    exitCode: exitCodes.get(task.taskId),
    ...(task.task === "test" && { report: read(reportOf(task)) }),
  }));
};

const summary = (): readonly Task[] => {
  try {
    return readdirSync(runs).flatMap((name) => tasksOf(readFileSync(join(runs, name), "utf8")));
  } catch {
    // Without a summary, all tasks count as not run.
    return [];
  }
};

const read = (file: string): TestReport | "missing" => {
  try {
    // src/vitest-report.ts writes it.
    return JSON.parse(readFileSync(file, "utf8")) as TestReport;
  } catch {
    return "missing";
  }
};

const { passed, failed, failures, skipped } = tally(run());
const list = (title: string, lines: readonly string[]): void => {
  if (lines.length > 0) console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join("\n")}`);
};
list("Skipped:", skipped);
list("Failed:", failures);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
