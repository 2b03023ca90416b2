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
    title: "screen: memory with 100,000 rows read down to their machines, beside 1,000 rows",
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
];
