/** Benchmarks of reports, watches and snapshots of many machines. */
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
  {
    title:
      "report on a patch run on 1,000 machines with patch state, 80 ms per request; baseline: without patch state",
    ours: { work: "patch-run-with", size: 1000 },
    baseline: { work: "patch-run-without", size: 1000 },
    figure: "seconds",
    goal: "at most 1.5 x",
    isMet: ({ ratio }) => ratio <= 1.5,
  },
  {
    title:
      "match causes in 400 outputs of 24,000 characters without a match; baseline: one pattern over the same lines",
    ours: { work: "causes-of-outputs", size: 2 },
    baseline: { work: "lines-of-outputs", size: 2 },
    figure: "seconds",
    counts: "outputs",
    goal: "none set",
    isMet: () => true,
  },
];
