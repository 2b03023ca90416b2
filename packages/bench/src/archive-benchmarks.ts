/** Benchmarks of the archive: nights of 10,000 machines. A year of them has 3.65 million machine rows. */
import type { Benchmark } from "./benchmarks.ts";

export const archiveBenchmarks: readonly Benchmark[] = [
  {
    title: "rows and indexes of 8 nights of 10,000 machines in an archive; baseline: their snapshot files",
    ours: { work: "archive-rows", size: 8 },
    baseline: { work: "archive-snapshots", size: 8 },
    figure: "peakMiB",
    // 250 MB for a year.
    goal: "at most 0.043 x",
    isMet: ({ ratio }) => ratio <= 0.043,
  },
  {
    title: "archive of 8 nights of 10,000 machines with documents; baseline: their snapshot files",
    ours: { work: "archive-whole", size: 8 },
    baseline: { work: "archive-snapshots", size: 8 },
    figure: "peakMiB",
    // 1 GB for a year.
    goal: "at most 0.17 x",
    isMet: ({ ratio }) => ratio <= 0.17,
  },
  {
    title: "store 8 nights of 10,000 machines in an archive; baseline: read their reports from snapshots",
    ours: { work: "archive-store", size: 8 },
    baseline: { work: "archive-reports", size: 8 },
    figure: "seconds",
    goal: "at most 1.5 x",
    isMet: ({ ratio }) => ratio <= 1.5,
  },
  {
    title:
      "list the commands of a machine over 8 nights of 10,000 machines; baseline: open one night's snapshot",
    ours: { work: "archive-machine", size: 8 },
    baseline: { work: "archive-open", size: 8 },
    figure: "seconds",
    goal: "at most 0.5 x",
    isMet: ({ ratio }) => ratio <= 0.5,
  },
  {
    title:
      "processor time of the slowest of 15 trend questions to an archive of 365 nights of 10,000 machines, in a file; baseline: count its rows by result",
    ours: { work: "trends-file", size: 3_650_000 },
    baseline: { work: "trends-count", size: 3_650_000 },
    figure: "seconds",
    goal: "1 s",
    isMet: ({ ours }) => ours <= 1,
  },
  {
    title:
      "processor time of the slowest of 15 trend questions to the same archive, on D1 in Miniflare; baseline: in a file",
    ours: { work: "trends-d1", size: 3_650_000 },
    baseline: { work: "trends-file", size: 3_650_000 },
    figure: "seconds",
    goal: "1 s",
    isMet: ({ ours }) => ours <= 1,
  },
];
