/** Benchmarks of the Worker, in workerd. */
import type { Benchmark } from "./benchmarks.ts";

export const workerBenchmarks: readonly Benchmark[] = [
  {
    title:
      "processor time to serve 5,000 requests for a page of 100 in workerd; baseline: plain node:http that builds the page each time",
    ours: { work: "load-worker", size: 5000 },
    baseline: { work: "load-bare", size: 5000 },
    figure: "seconds",
    counts: "requests",
    goal: "none set",
    isMet: () => true,
  },
  {
    title: "start the Worker in workerd until its first response; baseline: a Worker with one Hono route",
    ours: { work: "start-worker", size: 1 },
    baseline: { work: "start-hono", size: 1 },
    figure: "seconds",
    goal: "at most 1.6 x",
    isMet: ({ ratio }) => ratio <= 1.6,
  },
  {
    title:
      "processor time of workerd for 100 requests of a stored report on 220 machines; baseline: a bare Worker that sends 250 kB",
    ours: { work: "report-stored", size: 100 },
    baseline: { work: "report-bare", size: 100 },
    figure: "seconds",
    counts: "requests",
    goal: "5 ms per request",
    isMet: ({ ours }) => ours <= 0.5,
  },
  {
    title:
      "processor time of workerd for the first reports of 26 nights of the demo, 220 machines each; baseline: the demo's account alone, for the same requests",
    ours: { work: "report-first", size: 26 },
    baseline: { work: "report-account", size: 26 },
    figure: "seconds",
    counts: "requests",
    goal: "10 ms per report more than the account",
    isMet: ({ ours, baseline }) => ours - baseline <= 0.26,
  },
];
