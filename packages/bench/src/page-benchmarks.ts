/** Benchmarks of the web page in Chromium. */
import type { Benchmark } from "./benchmarks.ts";

export const pageBenchmarks: readonly Benchmark[] = [
  {
    title:
      "page: from the HTML to the demo's first rows; baseline: to the API's reference, which has no script",
    ours: { work: "page-rows", size: 1 },
    baseline: { work: "page-reference", size: 1 },
    figure: "seconds",
    needs: "chromium",
    goal: "at most 300 ms",
    isMet: ({ ours }) => ours <= 0.3,
  },
  {
    title: "page: compressed size of the first view; baseline: not compressed",
    ours: { work: "page-size", size: 1 },
    baseline: { work: "page-size-plain", size: 1 },
    figure: "bytes",
    goal: "at most 110 kB",
    isMet: ({ ours }) => ours <= 110_000,
  },
];
