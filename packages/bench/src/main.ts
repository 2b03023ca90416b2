/** `npm run bench`: measures, prints the ratios, and updates the figures in the docs. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { findChromium, noChromium } from "@windowpane/browser";
import { awsCliVersion } from "./works/aws-cli.ts";
import { benchmarks } from "./benchmarks.ts";
import { markdown, type Results } from "./markdown.ts";
import { measure, type BenchmarkResult } from "./measure.ts";

const resultsFile = new URL("../results.json", import.meta.url);
const page = new URL("../../../docs/performance.md", import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    record: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});

/** Reads the recorded figures. Written by bench() below. */
const recorded = (): Results => JSON.parse(readFileSync(resultsFile, "utf8")) as Results;

/** Checks that the page matches the recorded figures. */
const check = (): void => {
  if (readFileSync(page, "utf8") === markdown(recorded(), benchmarks.length)) return;
  console.error(
    "docs/performance.md does not match packages/bench. Run `npm run bench -- --record WORDS OF A TITLE`.",
  );
  process.exitCode = 1;
};

const bench = (rounds: number): void => {
  const chosen = benchmarks.filter(({ title }) => positionals.every((word) => title.includes(word)));
  if (chosen.length === 0) throw new Error(`No benchmark title contains ${positionals.join(" and ")}.`);
  const aws = chosen.some(({ needs }) => needs === "aws-cli") ? awsCliVersion() : undefined;
  const measured = new Map<string, BenchmarkResult>();
  for (const benchmark of chosen) {
    const { title, needs } = benchmark;
    if (needs === "aws-cli" && aws === undefined) {
      console.log(`skipped  ${title}: no AWS CLI found. Install it, or set WINDOWPANE_AWS_CLI to its path.`);
      continue;
    }
    if (needs === "chromium" && findChromium() === undefined) {
      console.log(`skipped  ${title}: ${noChromium}.`);
      continue;
    }
    const row = measure(benchmark, rounds);
    // The AWS CLI's version affects the ratio.
    const result = needs === "aws-cli" ? { ...row, title: `${row.title} (${aws})` } : row;
    console.log(lines(result));
    measured.set(title, result);
  }
  if (!values.record && positionals.length > 0) return;
  const before = new Map(recorded().rows.map((row) => [row.title.replace(/ \(aws-cli\/[^)]+\)$/u, ""), row]));
  const results: Results = {
    node: process.versions.node,
    machine: `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}`,
    // A benchmark that was not measured now keeps its figures; its own date shows their age.
    rows: benchmarks.flatMap((benchmark) => {
      const row = measured.get(benchmark.title) ?? before.get(benchmark.title);
      // The goal can have changed since.
      return row === undefined ? [] : { ...row, goal: benchmark.goal, isMet: benchmark.isMet(row) };
    }),
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(page, markdown(results, benchmarks.length));
};

const lines = ({
  ratio,
  title,
  ours,
  baseline,
  figure,
  counts,
  rate,
  goal,
  isMet,
}: BenchmarkResult): string =>
  `${ratio.toFixed(2)} x  ${title}\n` +
  `        ${ours.toFixed(3)} vs. ${baseline.toFixed(3)} ${figure}; ` +
  (counts === undefined ? "" : `${Math.round(rate)} ${counts} per second; `) +
  `goal: ${goal}${isMet ? "" : ", MISSED"}`;

const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`--rounds must be a whole number of at least 1, not ${values.rounds}`);
}
if (values.check) check();
else bench(rounds);
