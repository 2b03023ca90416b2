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
    title:
      "failures of 30 accounts in 3 regions, 80 ms per request, 2 requests per second in each; baseline: computed lower bound",
    ours: { work: "organization-slowly", size: 30 },
    baseline: { work: "organization-bound", size: 30 },
    figure: "seconds",
    goal: "at most 1.1 x",
    isMet: ({ ratio }) => ratio <= 1.1,
  },
  {
    title:
      "failures of 300 accounts in 3 regions, 80 ms per request, 10 requests per second in each; baseline: lower bound, the slowest location at its rate or the processor time of a bare sender",
    ours: { work: "organization-time", size: 300 },
    baseline: { work: "organization-floor", size: 300 },
    figure: "seconds",
    goal: "at most 1.1 x",
    isMet: ({ ratio }) => ratio <= 1.1,
  },
  {
    title:
      "processor time of failures of 300 accounts in 3 regions, 10 requests per second in each; baseline: the same requests through the SDK",
    ours: { work: "organization-failures", size: 300 },
    baseline: { work: "organization-sdk", size: 300 },
    figure: "seconds",
    goal: "at most 1 x",
    isMet: ({ ratio }) => ratio <= 1,
  },
  {
    title:
      "processor time of failures of 300 accounts in 3 regions, 10 requests per second in each; baseline: the same requests through node:http with signatures",
    ours: { work: "organization-failures", size: 300 },
    baseline: { work: "organization-bare", size: 300 },
    figure: "seconds",
    goal: "none set",
    isMet: () => true,
  },
  {
    title:
      "unread locations without a gap, 15 accounts of 300 denied; baseline: the computed bound, which has no gaps",
    ours: { work: "organization-failures", size: 300 },
    baseline: { work: "organization-bound", size: 300 },
    figure: "lost",
    goal: "0",
    isMet: ({ ours }) => ours === 0,
  },
  {
    title: "peak memory of failures of 300 accounts in 3 regions at once; baseline: 30 accounts",
    ours: { work: "organization-memory", size: 300 },
    baseline: { work: "organization-memory", size: 30 },
    figure: "peakMiB",
    goal: "at most 2 x",
    isMet: ({ ratio }) => ratio <= 2,
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
