/** Runs test bundles with one mutant active after the other. A thread of its own, so that one that hangs can be ended. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { root } from "../workspace/root.ts";
import { testRunner } from "./tests.ts";

/** What a worker starts with. */
export interface WorkerData {
  readonly bundles: readonly { readonly test: string; readonly code: string }[];
}

/** One mutant over the tests at these places of `bundles`; without a mutant, the tests as they are. */
export interface Task {
  readonly mutant?: string;
  readonly bundles: readonly number[];
  /** How often the mutant's place may be passed before it counts as a loop without end. */
  readonly hitLimit?: number;
}

/** How a task ended. */
export interface TaskResult {
  readonly mutant?: string | undefined;
  /** What the first test that failed threw; absent when all passed. */
  readonly failure?: string;
  /** How many tests passed. */
  readonly tests: number;
  /** How often each mutant's place was passed; only without a mutant. */
  readonly hits: Readonly<Record<string, number>>;
}

/** The global through which Stryker's instrumented code is told what to do. */
interface Switchboard {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, never> } | undefined;
}

const switchboard: Switchboard = {};
Object.assign(globalThis, { __stryker__: switchboard });

type Bundle = (require: (id: string) => unknown, module: { exports: object }, exports: object) => void;

// The thread was started with this.
const { bundles } = workerData as WorkerData;

const prepared = bundles.map(({ test, code }) => ({
  script: new Script(`(function (require, module, exports) {${code}\n})`, { filename: test }),
  require: createRequire(join(root, test)),
}));

const runBundle = async (index: number): Promise<number> => {
  const bundle = prepared[index];
  if (bundle === undefined) throw new Error(`There is no bundle ${index}.`);
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

// What a mutant leaves behind may fail after its tests have.
process.on("unhandledRejection", () => {});

parentPort?.on("message", (task: Task) => {
  void runTask(task).then((result) => parentPort?.postMessage(result));
});
