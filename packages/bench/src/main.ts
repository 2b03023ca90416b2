/** `npm run bench`: measures, prints the ratios, and updates the figures in the docs. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { awsCliVersion } from "./works/aws-cli.ts";
import { benchmarks } from "./benchmarks.ts";
import { markdown, type Results } from "./markdown.ts";
import { measure, type BenchmarkResult } from "./measure.ts";

const resultsFile = new URL("../results.json", import.meta.url);
const page = new URL("../../../docs/performance.md", import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, check: { type: "boolean", default: false } },
});

/** Checks that the page matches the recorded figures. */
const check = (): void => {
  // Written by bench() below.
  const results = JSON.parse(readFileSync(resultsFile, "utf8")) as Results;
  if (readFileSync(page, "utf8") === markdown(results)) return;
  console.error("docs/performance.md does not match packages/bench/results.json. Run npm run bench.");
  process.exitCode = 1;
};

const bench = (rounds: number): void => {
  const chosen = benchmarks.filter(({ title }) => positionals.every((word) => title.includes(word)));
  if (chosen.length === 0) throw new Error(`No benchmark title contains ${positionals.join(" and ")}`);
  const aws = chosen.some(({ needsAwsCli }) => needsAwsCli === true) ? awsCliVersion() : undefined;
  const rows = chosen.flatMap((benchmark) => {
    if (benchmark.needsAwsCli === true && aws === undefined) {
      console.log(`skipped  ${benchmark.title}: no AWS CLI found. Set WINDOWPANE_AWS_CLI to its path.`);
      return [];
    }
    const measured = measure(benchmark, rounds);
    // The AWS CLI's version affects the ratio.
    const row =
      benchmark.needsAwsCli === true ? { ...measured, title: `${measured.title} (${aws})` } : measured;
    console.log(lines(row));
    return [row];
  });
  if (rows.length < benchmarks.length) {
    if (chosen.length === benchmarks.length)
      console.log("Results not recorded: some benchmarks were skipped.");
    return;
  }
  const results: Results = {
    node: process.versions.node,
    machine: `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}`,
    date: new Date().toISOString().slice(0, 10),
    rounds,
    rows,
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(page, markdown(results));
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
