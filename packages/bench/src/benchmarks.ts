/** What is measured, as data: a work of ours, what runs beside it, and the goal. */
import { screenBenchmarks } from "./screen-benchmarks.ts";
import type { WorkName } from "./works/index.ts";

export interface Benchmark {
  readonly title: string;
  readonly ours: { readonly work: WorkName; readonly size: number };
  readonly beside: { readonly work: WorkName; readonly size: number };
  /**
   * What the ratio is made of: seconds (of the processor for walks and pages, by the clock for servers and whatever
   * waits), the milliseconds within which 99 of 100 requests were answered, or 95 of 100 keys, the bytes of a frame, the process's
   * peak memory, or lists that could not be read to their end.
   */
  readonly figure: "seconds" | "p99" | "p95" | "bytes" | "peakMiB" | "lost";
  /** What our work goes through, where its rate says something. Default: it does not. */
  readonly counts?: "invocations" | "requests" | "outputs";
  /** Flags for Node, for both works. Default: none. */
  readonly flags?: readonly string[];
  /** Whether the AWS CLI runs beside it; where there is none, it is skipped. Default: false. */
  readonly needsAwsCli?: boolean;
  /** The goal in words, and whether a row meets it. */
  readonly goal: string;
  readonly isMet: (row: {
    readonly ratio: number;
    readonly ours: number;
    readonly beside: number;
  }) => boolean;
}

export const benchmarks: readonly Benchmark[] = [
  {
    title: "walk 100,000 invocations page by page through the core, beside the same walk without validation",
    ours: { work: "walk-pages", size: 100_000 },
    beside: { work: "walk-bare", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "at most 1.1 x",
    isMet: ({ ratio }) => ratio <= 1.1,
  },
  {
    title: "walk 100,000 invocations item by item through the core, beside the same walk without validation",
    ours: { work: "walk-items", size: 100_000 },
    beside: { work: "walk-bare", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "none set",
    isMet: () => true,
  },
  {
    title: "memory of walking 1,000,000 invocations, beside 10,000",
    ours: { work: "walk-items", size: 1_000_000 },
    beside: { work: "walk-items", size: 10_000 },
    figure: "peakMiB",
    // V8's young generation grows with how fast one allocates, the bare walk's as much as ours; this is about what is kept.
    flags: ["--max-semi-space-size=4"],
    goal: "at most 20 MiB more",
    isMet: ({ ours, beside }) => ours - beside <= 20,
  },
  {
    title:
      "answer 10,000 requests for a page of 100 of a finished execution on Node, beside bare node:http that makes the same page each time",
    ours: { work: "load-node", size: 10_000 },
    beside: { work: "load-bare", size: 10_000 },
    figure: "seconds",
    counts: "requests",
    goal: "at most 0.5 x (twice its rate)",
    isMet: ({ ratio }) => ratio <= 0.5,
  },
  {
    title:
      "answer 10,000 requests for pages of 100 that are made anew on Node, beside bare node:http that makes the same page each time",
    ours: { work: "load-node-anew", size: 10_000 },
    beside: { work: "load-bare", size: 10_000 },
    figure: "seconds",
    counts: "requests",
    goal: "at most 1.11 x (0.9 of its rate)",
    isMet: ({ ratio }) => ratio <= 1.11,
  },
  {
    title: "slowest of 100 requests for a page of 100 on Node, beside bare node:http",
    ours: { work: "load-node", size: 10_000 },
    beside: { work: "load-bare", size: 10_000 },
    figure: "p99",
    goal: "none set",
    isMet: () => true,
  },
  {
    title:
      "answer 5,000 requests for a page of 100 in workerd, beside bare node:http that sends the same page",
    ours: { work: "load-worker", size: 5000 },
    beside: { work: "load-bare", size: 5000 },
    figure: "seconds",
    counts: "requests",
    goal: "none set",
    isMet: () => true,
  },
  {
    title: "start the Worker in workerd to its first answer, beside a Worker with one Hono route",
    ours: { work: "start-worker", size: 1 },
    beside: { work: "start-hono", size: 1 },
    figure: "seconds",
    goal: "at most 1.6 x",
    isMet: ({ ratio }) => ratio <= 1.6,
  },
  {
    title:
      "read 100,000 invocations from a service page by page over transport-aws, beside the SDK's own paginator",
    ours: { work: "pages-ours", size: 100_000 },
    beside: { work: "pages-sdk", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    goal: "at most 1.05 x",
    isMet: ({ ratio }) => ratio <= 1.05,
  },
  {
    title: "first failed machine of 10,000, 80 ms a page, of a known task, beside the SDK's paginator",
    ours: { work: "first-failed-ours", size: 10_000 },
    beside: { work: "first-failed-sdk", size: 10_000 },
    figure: "seconds",
    goal: "at most 0.05 x",
    isMet: ({ ratio }) => ratio <= 0.05,
  },
  {
    title:
      "first failed machine of 10,000, 80 ms a page, of a known task, beside the one request that it takes",
    ours: { work: "first-failed-ours", size: 10_000 },
    beside: { work: "one-round-trip", size: 10_000 },
    figure: "seconds",
    goal: "at most 10 ms more",
    isMet: ({ ours, beside }) => ours - beside <= 0.01,
  },
  {
    title: "a patch run on 1,000 machines with their patch state, 80 ms a request, beside the same without",
    ours: { work: "patch-run-with", size: 1000 },
    beside: { work: "patch-run-without", size: 1000 },
    figure: "seconds",
    goal: "at most 1.5 x",
    isMet: ({ ratio }) => ratio <= 1.5,
  },
  {
    title:
      "causes of 400 outputs of 24,000 characters in which no rule finds anything, beside one pattern over their lines",
    ours: { work: "causes-of-outputs", size: 2 },
    beside: { work: "lines-of-outputs", size: 2 },
    figure: "seconds",
    counts: "outputs",
    goal: "none set",
    isMet: () => true,
  },
  {
    title:
      "everything of 100 tasks x 100 at 10 requests a second, the rate known, beside the computed lower bound",
    ours: { work: "collect-known", size: 10_000 },
    beside: { work: "collect-bound", size: 10_000 },
    figure: "seconds",
    goal: "at most 1.05 x",
    isMet: ({ ratio }) => ratio <= 1.05,
  },
  {
    title:
      "everything of 100 tasks x 100 at 10 requests a second, the rate learned, beside the computed lower bound",
    ours: { work: "collect-learned", size: 10_000 },
    beside: { work: "collect-bound", size: 10_000 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title:
      "lists lost of 100 tasks at 10 requests a second, 32 at once, the rate learned, beside the SDK's default",
    ours: { work: "collect-learned", size: 10_000 },
    beside: { work: "collect-sdk", size: 10_000 },
    figure: "lost",
    goal: "none",
    isMet: ({ ours }) => ours === 0,
  },
  {
    title: "start to the help, beside a Node that does nothing",
    ours: { work: "start-help", size: 1 },
    beside: { work: "start-node", size: 1 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title: "one page of 50 invocations from an address as a table, beside the AWS CLI",
    ours: { work: "table-ours", size: 50 },
    beside: { work: "table-aws", size: 50 },
    figure: "seconds",
    needsAwsCli: true,
    goal: "at most 0.125 x",
    isMet: ({ ratio }) => ratio <= 0.125,
  },
  {
    title: "10,000 invocations from an address as a table, beside the AWS CLI",
    ours: { work: "table-ours", size: 10_000 },
    beside: { work: "table-aws", size: 10_000 },
    figure: "seconds",
    counts: "invocations",
    needsAwsCli: true,
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "10,000 invocations from an address as JSON, beside the AWS CLI",
    ours: { work: "json-ours", size: 10_000 },
    beside: { work: "json-aws", size: 10_000 },
    figure: "seconds",
    counts: "invocations",
    needsAwsCli: true,
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "100,000 invocations from an address as JSON, beside the AWS CLI",
    ours: { work: "json-ours", size: 100_000 },
    beside: { work: "json-aws", size: 100_000 },
    figure: "seconds",
    counts: "invocations",
    needsAwsCli: true,
    goal: "at most 0.2 x",
    isMet: ({ ratio }) => ratio <= 0.2,
  },
  {
    title: "first row of 100,000 invocations from an address as a table, beside 100 of them to the end",
    ours: { work: "first-row", size: 100_000 },
    beside: { work: "table-ours", size: 100 },
    figure: "seconds",
    goal: "at most 1.25 x",
    isMet: ({ ratio }) => ratio <= 1.25,
  },
  {
    title: "memory of 100,000 invocations from an address as a table, beside 100",
    ours: { work: "table-memory", size: 100_000 },
    beside: { work: "table-memory", size: 100 },
    figure: "peakMiB",
    goal: "at most 110 MiB",
    isMet: ({ ours }) => ours <= 110,
  },
  {
    title: "memory of 100,000 invocations from an address as JSON, beside 100",
    ours: { work: "json-memory", size: 100_000 },
    beside: { work: "json-memory", size: 100 },
    figure: "peakMiB",
    goal: "at most 110 MiB",
    isMet: ({ ours }) => ours <= 110,
  },
  ...screenBenchmarks,
];
