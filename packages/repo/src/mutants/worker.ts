/** Runs test bundles with one mutant active at a time. It is a worker thread, so that an endless loop can be terminated. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { root } from "../workspace/root.ts";
import { testRunner } from "./tests.ts";

/** Data that a worker is started with. */
export interface WorkerData {
  readonly bundles: readonly { readonly test: string; readonly code: string }[];
}

/** Runs the tests at these indexes of `WorkerData.bundles` with a mutant, or without one. */
export interface Task {
  readonly mutant?: string;
  readonly bundles: readonly number[];
  /** Maximum number of passes through the mutant's code. More count as an endless loop. */
  readonly hitLimit?: number;
}

/** Result of a task. */
export interface TaskResult {
  readonly mutant?: string | undefined;
  /** Error message of the first failed test. Absent if all passed. */
  readonly failure?: string;
  /** Number of passed tests. */
  readonly tests: number;
  /** Number of passes through the code of each mutant. Empty if a mutant was active. */
  readonly hits: Readonly<Record<string, number>>;
}

/** Global variable that Stryker's instrumented code reads. */
interface Switchboard {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, never> } | undefined;
}

const switchboard: Switchboard = {};
Object.assign(globalThis, { __stryker__: switchboard });

type Bundle = (require: (id: string) => unknown, module: { exports: object }, exports: object) => void;

// openPool passes it.
const { bundles } = workerData as WorkerData;

const prepared = bundles.map(({ test, code }) => ({
  script: new Script(`(function (require, module, exports) {${code}\n})`, { filename: test }),
  require: createRequire(join(root, test)),
}));

const runBundle = async (index: number): Promise<number> => {
  const bundle = prepared[index];
  if (bundle === undefined) throw new Error(`Bundle ${index} does not exist.`);
  const runner = testRunner();
  const exports = {};
  // The script is one function expression.
  const start = bundle.script.runInThisContext() as Bundle;
  start((id) => (id === "vitest" ? runner.vitest : (bundle.require(id) as unknown)), { exports }, exports);
  return runner.run();
};

const runTask = async ({ mutant, bundles: wanted, hitLimit }: Task): Promise<TaskResult> => {
  fc.configureGlobal({ seed: 1, endOnFailure: true });
  switchboard.activeMutant = mutant;
  switchboard.hitCount = hitLimit === undefined ? undefined : 0;
  switchboard.hitLimit = hitLimit;
  switchboard.mutantCoverage = { static: {}, perTest: {} };
  let tests = 0;
  const hits = switchboard.mutantCoverage.static;
  try {
    for (const index of wanted) tests += await runBundle(index);
    return { mutant, tests, hits: mutant === undefined ? hits : {} };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { mutant, failure: failure.slice(0, 300), tests, hits: {} };
  }
};

// Promises that a mutant left pending may reject after its tests have ended.
process.on("unhandledRejection", () => {});

parentPort?.on("message", (task: Task) => {
  void runTask(task).then((result) => parentPort?.postMessage(result));
});
