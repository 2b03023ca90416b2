import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Benchmark } from "./benchmarks.ts";

/** Figures of one run. */
interface Run {
  readonly items: number;
  readonly seconds: number;
  readonly p99: number;
  readonly peakMiB: number;
  readonly lost: number;
  readonly p95: number;
  readonly bytes: number;
}

/** Result of a benchmark: medians over all rounds. The ratio is the median of the ratios of each round. */
export interface BenchmarkResult {
  readonly title: string;
  readonly figure: Benchmark["figure"];
  readonly ratio: number;
  readonly ours: number;
  readonly baseline: number;
  readonly counts?: Benchmark["counts"];
  /** Items per second of our work, of the kind in `counts`. */
  readonly rate: number;
  readonly goal: string;
  readonly isMet: boolean;
  /** Day of the measurement. */
  readonly date: string;
  /** Number of rounds that were asked for; short work has more. */
  readonly rounds: number;
}

/** Short work is repeated more often, as other processes disturb it most: up to `rounds` times within `seconds`. */
export const SHORT = { seconds: 10, rounds: 15 };

/**
 * Runs our work and the baseline in turn, each in its own process, so that both run under the same conditions.
 * Runs at least `rounds` rounds, and more if the work is short.
 */
export const measure = (benchmark: Benchmark, rounds: number): BenchmarkResult => {
  const { figure, title, counts, goal, isMet } = benchmark;
  const pairs: { readonly ours: Run; readonly baseline: Run }[] = [];
  const began = performance.now();
  const isShort = (): boolean =>
    pairs.length < SHORT.rounds && performance.now() - began < SHORT.seconds * 1000;
  while (pairs.length < rounds || isShort()) {
    pairs.push({
      ours: runWork(benchmark.ours, benchmark.flags),
      baseline: runWork(benchmark.baseline, benchmark.flags),
    });
  }
  const ours = median(pairs.map((pair) => pair.ours[figure]));
  const baseline = median(pairs.map((pair) => pair.baseline[figure]));
  const ratio = median(pairs.map((pair) => ratioOf(pair.ours[figure], pair.baseline[figure])));
  const rate = median(pairs.map((pair) => pair.ours.items / pair.ours.seconds));
  return {
    title,
    figure,
    ...(counts !== undefined && { counts }),
    ratio,
    ours,
    baseline,
    rate,
    goal,
    isMet: isMet({ ratio, ours, baseline }),
    date: new Date().toISOString().slice(0, 10),
    rounds,
  };
};

const script = fileURLToPath(new URL("./run-work.ts", import.meta.url));

const runWork = ({ work, size }: Benchmark["ours"], flags: readonly string[] = []): Run => {
  const printed = execFileSync(process.execPath, [...flags, script, work, String(size)], {
    encoding: "utf8",
  });
  const run = JSON.parse(printed) as Run; // Printed by run-work.ts.
  if (run.items !== size) throw new Error(`${work} processed ${run.items} of ${size} items`);
  return run;
};

/** The ratio of two figures. Equal ones have 1, also two zeros: neither lost anything. */
const ratioOf = (ours: number, baseline: number): number => (ours === baseline ? 1 : ours / baseline);

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};
