/** Benchmarks of the web page, in Chromium. */
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
  ...(["sort", "filter"] as const).map((action): Benchmark => ({
    title: `page: key press to frame, ${action}ing 100,000 rows; baseline: 1,000 rows`,
    ours: { work: `page-${action}`, size: 100_000 },
    baseline: { work: `page-${action}`, size: 1000 },
    figure: "seconds",
    needs: "chromium",
    goal: "at most 50 ms",
    isMet: ({ ours }) => ours <= 0.05,
  })),
  {
    title: "page: longest task while 100,000 rows are read; baseline: 1,000 rows",
    ours: { work: "page-blocks", size: 100_000 },
    baseline: { work: "page-blocks", size: 1000 },
    figure: "seconds",
    needs: "chromium",
    goal: "at most 100 ms",
    isMet: ({ ours }) => ours <= 0.1,
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
