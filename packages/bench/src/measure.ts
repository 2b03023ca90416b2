import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Benchmark } from "./benchmarks.ts";

/** What one run of a work took. */
interface Run {
  readonly items: number;
  readonly seconds: number;
  readonly p99: number;
  readonly peakMiB: number;
  readonly lost: number;
  readonly p95: number;
  readonly bytes: number;
}

/** A benchmark's outcome: medians over all runs; the ratio is the median of the pairs' ratios. */
export interface Row {
  readonly title: string;
  readonly figure: Benchmark["figure"];
  readonly ratio: number;
  readonly ours: number;
  readonly beside: number;
  readonly counts?: Benchmark["counts"];
  /** How many of what it counts our work goes through in a second. */
  readonly rate: number;
  readonly goal: string;
  readonly isMet: boolean;
}

/** Short works are what other programs disturb most, and what costs least to run again. */
export const SHORT = { seconds: 10, rounds: 15 };

/**
 * Runs the two works in turn, each in a process of its own, so that both meet the same machine: as many rounds as are
 * asked for, and more of short works.
 */
export const measure = (benchmark: Benchmark, rounds: number): Row => {
  const { figure, title, counts, goal, isMet } = benchmark;
  const pairs: { readonly ours: Run; readonly beside: Run }[] = [];
  const began = performance.now();
  const isShort = (): boolean =>
    pairs.length < SHORT.rounds && performance.now() - began < SHORT.seconds * 1000;
  while (pairs.length < rounds || isShort()) {
    pairs.push({
      ours: runWork(benchmark.ours, benchmark.flags),
      beside: runWork(benchmark.beside, benchmark.flags),
    });
  }
  const ours = median(pairs.map((pair) => pair.ours[figure]));
  const beside = median(pairs.map((pair) => pair.beside[figure]));
  const ratio = median(pairs.map((pair) => pair.ours[figure] / pair.beside[figure]));
  const rate = median(pairs.map((pair) => pair.ours.items / pair.ours.seconds));
  return {
    title,
    figure,
    ...(counts !== undefined && { counts }),
    ratio,
    ours,
    beside,
    rate,
    goal,
    isMet: isMet({ ratio, ours, beside }),
  };
};

const script = fileURLToPath(new URL("./run-work.ts", import.meta.url));

const runWork = ({ work, size }: Benchmark["ours"], flags: readonly string[] = []): Run => {
  const printed = execFileSync(process.execPath, [...flags, script, work, String(size)], {
    encoding: "utf8",
  });
  const run = JSON.parse(printed) as Run; // What run-work.ts prints.
  if (run.items !== size) throw new Error(`${work} gave ${run.items} of ${size} items`);
  return run;
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};
