/** What is measured of the program's screen, in a pseudo-terminal. */
import type { Benchmark } from "./benchmarks.ts";

export const screenBenchmarks: readonly Benchmark[] = [
  {
    title: "screen: start to something painted, beside a program that only writes rows",
    ours: { work: "screen-paint", size: 1 },
    beside: { work: "raw-rows", size: 1 },
    figure: "seconds",
    goal: "at most 50 ms",
    isMet: ({ ours }) => ours <= 0.05,
  },
  {
    title: "screen: start to the demo's rows, beside a program that only writes rows",
    ours: { work: "screen-rows", size: 1 },
    beside: { work: "raw-rows", size: 1 },
    figure: "seconds",
    goal: "at most 5 x",
    isMet: ({ ratio }) => ratio <= 5,
  },
  ...(["after-start", "string-width", "yoga-from-memory"] as const).map((rewrite): Benchmark => ({
    title: `screen: start to the demo's rows, beside a build without the rewrite ${rewrite}`,
    ours: { work: "screen-rows", size: 1 },
    beside: { work: `rows-without-${rewrite}`, size: 1 },
    figure: "seconds",
    goal: "at least 10 ms less",
    isMet: ({ ours, beside }) => beside - ours >= 0.01,
  })),
  {
    title: "screen: a key that moves the selection to its frame in 100,000 rows of 160x48, beside 1,000 rows",
    ours: { work: "screen-move", size: 100_000 },
    beside: { work: "screen-move", size: 1000 },
    figure: "seconds",
    goal: "under 8 ms, at most 1.1 x",
    isMet: ({ ours, ratio }) => ours < 0.008 && ratio <= 1.1,
  },
  {
    title: "screen: slowest of 20 such keys in 100,000 rows, beside 1,000 rows",
    ours: { work: "screen-move", size: 100_000 },
    beside: { work: "screen-move", size: 1000 },
    figure: "p95",
    goal: "under 16 ms",
    isMet: ({ ours }) => ours < 16,
  },
  {
    title: "screen: bytes of moving the selection by a row in 100,000 rows, beside 1,000 rows",
    ours: { work: "screen-move", size: 100_000 },
    beside: { work: "screen-move", size: 1000 },
    figure: "bytes",
    goal: "at most 600 B",
    isMet: ({ ours }) => ours <= 600,
  },
  {
    title:
      "screen: most memory of reading 100,000 rows down to their machines, the demo's service in the same process, beside 1,000 rows",
    ours: { work: "screen-move", size: 100_000 },
    beside: { work: "screen-move", size: 1000 },
    figure: "peakMiB",
    goal: "at most 200 MiB",
    isMet: ({ ours }) => ours <= 200,
  },
  {
    title: "screen: the key that sorts 100,000 rows to its frame, beside 1,000 rows",
    ours: { work: "screen-sort", size: 100_000 },
    beside: { work: "screen-sort", size: 1000 },
    figure: "seconds",
    goal: "at most 40 ms more",
    isMet: ({ ours, beside }) => ours - beside <= 0.04,
  },
  {
    title: "screen: the key that filters 100,000 rows to its frame, beside 1,000 rows",
    ours: { work: "screen-filter", size: 100_000 },
    beside: { work: "screen-filter", size: 1000 },
    figure: "seconds",
    goal: "at most 3 ms more",
    isMet: ({ ours, beside }) => ours - beside <= 0.003,
  },
  {
    title:
      "screen: the first letter of a search through 100,000 rows to its frame, half a second after the key that begins it, beside 1,000 rows",
    ours: { work: "screen-search", size: 100_000 },
    beside: { work: "screen-search", size: 1000 },
    figure: "seconds",
    goal: "at most 30 ms more",
    isMet: ({ ours, beside }) => ours - beside <= 0.03,
  },
  {
    title: "screen: memory when its live view has followed the demo for an hour, beside half an hour",
    ours: { work: "screen-live", size: 60 },
    beside: { work: "screen-live", size: 30 },
    figure: "peakMiB",
    goal: "at most 1.1 x",
    isMet: ({ ratio }) => ratio <= 1.1,
  },
  {
    title:
      "screen: processor time of ten seconds in which nobody touches it, beside a program that only waits",
    ours: { work: "screen-idle", size: 10 },
    beside: { work: "raw-idle", size: 10 },
    figure: "seconds",
    goal: "at most 1% of a core",
    isMet: ({ ours }) => ours <= 0.1,
  },
];
