/** The benchmarks: our work, its baseline, and the goal. */
import { archiveBenchmarks } from "./archive-benchmarks.ts";
import { fleetBenchmarks } from "./fleet-benchmarks.ts";
import { pageBenchmarks } from "./page-benchmarks.ts";
import { screenBenchmarks } from "./screen-benchmarks.ts";
import { workerBenchmarks } from "./worker-benchmarks.ts";
import type { WorkName } from "./works/index.ts";

export interface Benchmark {
  readonly title: string;
  readonly ours: { readonly work: WorkName; readonly size: number };
  readonly baseline: { readonly work: WorkName; readonly size: number };
  /**
   * Figure to compare: seconds (CPU time for lists, pages and servers, elapsed time for work that waits), milliseconds of the
   * 99th percentile of requests or the 95th of keys, bytes of a frame, peak memory or the size of a file, or failed lists.
   */
  readonly figure: "seconds" | "p99" | "p95" | "bytes" | "peakMiB" | "lost";
  /** Items to count per second. Default: none. */
  readonly counts?: "invocations" | "requests" | "outputs";
  /** Node flags, for our work and the baseline. Default: none. */
  readonly flags?: readonly string[];
  /** Program that the benchmark needs; without it, the benchmark is skipped. The AWS CLI is the baseline. Default: none. */
  readonly needs?: "aws-cli" | "chromium";
  /** The goal as text; `isMet` tests it. */
  readonly goal: string;
  readonly isMet: (row: {
    readonly ratio: number;
    readonly ours: number;
    readonly baseline: number;
  }) => boolean;
}

export const benchmarks: readonly Benchmark[] = [
  {
    title: "list 100,000 invocations through the core by page; baseline: without validation",
    ours: { work: "walk-pages", size: 100_000 },
    baseline: { work: "walk-bare", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "at most 1.1 x",
    isMet: ({ ratio }) => ratio <= 1.1,
  },
  {
    title: "list 100,000 invocations through the core by item; baseline: by page without validation",
    ours: { work: "walk-items", size: 100_000 },
    baseline: { work: "walk-bare", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "none set",
    isMet: () => true,
  },
  {
    title: "memory of listing 1,000,000 invocations; baseline: 10,000",
    ours: { work: "walk-items", size: 1_000_000 },
    baseline: { work: "walk-items", size: 10_000 },
    figure: "peakMiB",
    // V8's young generation grows with the allocation rate; this benchmark measures retained memory.
    flags: ["--max-semi-space-size=4"],
    goal: "at most 20 MiB more",
    isMet: ({ ours, baseline }) => ours - baseline <= 20,
  },
  {
    title:
      "processor time to serve 10,000 requests for the same page of 100 of a finished execution on Node; baseline: plain node:http that builds the page each time",
    ours: { work: "load-node", size: 10_000 },
    baseline: { work: "load-bare", size: 10_000 },
    figure: "seconds",
    counts: "requests",
    goal: "at most 0.5 x",
    isMet: ({ ratio }) => ratio <= 0.5,
  },
  {
    title:
      "processor time to serve 10,000 different requests for a page of 100 on Node; baseline: plain node:http for the same requests over the same account",
    ours: { work: "load-node-varied", size: 10_000 },
    baseline: { work: "load-bare-varied", size: 10_000 },
    figure: "seconds",
    counts: "requests",
    goal: "at most 1.3 x",
    isMet: ({ ratio }) => ratio <= 1.3,
  },
  {
    title: "99th percentile latency of a page of 100 on Node; baseline: plain node:http",
    ours: { work: "load-node", size: 10_000 },
    baseline: { work: "load-bare", size: 10_000 },
    figure: "p99",
    goal: "none set",
    isMet: () => true,
  },
  ...workerBenchmarks,
  {
    title: "list 100,000 invocations with transport-aws by page; baseline: the SDK's paginator",
    ours: { work: "pages-ours", size: 100_000 },
    baseline: { work: "pages-sdk", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "at most 1.05 x",
    isMet: ({ ratio }) => ratio <= 1.05,
  },
  {
    title: "first failed machine of 10,000 of a known task, 80 ms per page; baseline: the SDK's paginator",
    ours: { work: "first-failed-ours", size: 10_000 },
    baseline: { work: "first-failed-sdk", size: 10_000 },
    figure: "seconds",
    goal: "at most 0.05 x",
    isMet: ({ ratio }) => ratio <= 0.05,
  },
  {
    title:
      "first failed machine of 10,000 of a known task, 80 ms per page; baseline: the single request that it takes",
    ours: { work: "first-failed-ours", size: 10_000 },
    baseline: { work: "one-round-trip", size: 10_000 },
    figure: "seconds",
    goal: "at most 10 ms more",
    isMet: ({ ours, baseline }) => ours - baseline <= 0.01,
  },
  ...fleetBenchmarks,
  ...archiveBenchmarks,
  {
    title:
      "read 100 tasks of 100 invocations at 10 requests per second, rate known; baseline: computed lower bound",
    ours: { work: "collect-known", size: 10_000 },
    baseline: { work: "collect-bound", size: 10_000 },
    figure: "seconds",
    goal: "at most 1.05 x",
    isMet: ({ ratio }) => ratio <= 1.05,
  },
  {
    title:
      "read 100 tasks of 100 invocations at 10 requests per second, rate learned; baseline: computed lower bound",
    ours: { work: "collect-learned", size: 10_000 },
    baseline: { work: "collect-bound", size: 10_000 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title:
      "failed lists of 100 tasks at 10 requests per second, 32 in parallel, rate learned; baseline: the SDK's default retries",
    ours: { work: "collect-learned", size: 10_000 },
    baseline: { work: "collect-sdk", size: 10_000 },
    figure: "lost",
    goal: "0",
    isMet: ({ ours }) => ours === 0,
  },
  {
    title: "start the program until the help text; baseline: Node with an empty script",
    ours: { work: "start-help", size: 1 },
    baseline: { work: "start-node", size: 1 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title: "list one page of 50 invocations over HTTP as a table; baseline: the AWS CLI",
    ours: { work: "table-ours", size: 50 },
    baseline: { work: "table-aws", size: 50 },
    figure: "seconds",
    needs: "aws-cli",
    goal: "at most 0.125 x",
    isMet: ({ ratio }) => ratio <= 0.125,
  },
  {
    title: "list 10,000 invocations over HTTP as a table; baseline: the AWS CLI",
    ours: { work: "table-ours", size: 10_000 },
    baseline: { work: "table-aws", size: 10_000 },
    figure: "seconds",
    counts: "invocations",
    needs: "aws-cli",
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "list 10,000 invocations over HTTP as JSON; baseline: the AWS CLI",
    ours: { work: "json-ours", size: 10_000 },
    baseline: { work: "json-aws", size: 10_000 },
    figure: "seconds",
    counts: "invocations",
    needs: "aws-cli",
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "list 100,000 invocations over HTTP as JSON; baseline: the AWS CLI",
    ours: { work: "json-ours", size: 100_000 },
    baseline: { work: "json-aws", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    needs: "aws-cli",
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "first row of 100,000 invocations over HTTP as a table; baseline: all of 100 invocations",
    ours: { work: "first-row", size: 100_000 },
    baseline: { work: "table-ours", size: 100 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title: "memory of listing 100,000 invocations over HTTP as a table; baseline: 100",
    ours: { work: "table-memory", size: 100_000 },
    baseline: { work: "table-memory", size: 100 },
    figure: "peakMiB",
    goal: "at most 110 MiB",
    isMet: ({ ours }) => ours <= 110,
  },
  {
    title: "memory of listing 100,000 invocations over HTTP as JSON; baseline: 100",
    ours: { work: "json-memory", size: 100_000 },
    baseline: { work: "json-memory", size: 100 },
    figure: "peakMiB",
    goal: "at most 110 MiB",
    isMet: ({ ours }) => ours <= 110,
  },
  ...screenBenchmarks,
  ...pageBenchmarks,
];
