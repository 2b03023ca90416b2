/** Benchmarks of one execution with many machines. */
import type { Benchmark } from "./benchmarks.ts";

export const fleetBenchmarks: readonly Benchmark[] = [
  {
    title: "watch a finished execution of 100,000 machines to its end; baseline: its report",
    ours: { work: "fleet-watch", size: 100_000 },
    baseline: { work: "fleet-report", size: 100_000 },
    figure: "seconds",
    goal: "at most 1.5 x",
    isMet: ({ ratio }) => ratio <= 1.5,
  },
  {
    title: "peak memory of writing a snapshot of 100,000 machines; baseline: the size of its file",
    ours: { work: "snapshot-write", size: 100_000 },
    baseline: { work: "snapshot-size", size: 100_000 },
    figure: "peakMiB",
    goal: "at most 3 x",
    isMet: ({ ratio }) => ratio <= 3,
  },
  {
    title: "peak memory of listing all of a snapshot of 100,000 machines; baseline: the size of its file",
    ours: { work: "snapshot-read", size: 100_000 },
    baseline: { work: "snapshot-size", size: 100_000 },
    figure: "peakMiB",
    goal: "at most 3 x",
    isMet: ({ ratio }) => ratio <= 3,
  },
];
