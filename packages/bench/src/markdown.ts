import { SHORT, type BenchmarkResult } from "./measure.ts";

/** Recorded results of a benchmark run. */
export interface Results {
  readonly node: string;
  readonly machine: string;
  readonly rows: readonly BenchmarkResult[];
}

/**
 * Text of docs/performance.md.
 *
 * @param benchmarks - number of benchmarks; those without recorded figures are counted.
 */
export const markdown = ({ node, machine, rows }: Results, benchmarks: number): string => `# Performance

<!-- Generated from packages/bench/results.json by packages/bench/src/markdown.ts. Regenerate: \`npm run bench\`. -->

${tally(rows)}${benchmarks === rows.length ? "" : ` ${benchmarks - rows.length} more benchmarks have no recorded figures.`}

Absolute figures vary between machines and runs, so each benchmark is a ratio to a baseline that runs alternately with it, in
its own process. Times of lists and servers are CPU time. Figures are medians of the rounds in the last column; short benchmarks are repeated
for ${SHORT.seconds} seconds, at most ${SHORT.rounds} times. Machine: ${machine}, Node ${node}, while other programs ran: compare ratios only.

| ratio | goal | benchmark | result | baseline | rate | measured, rounds |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(tableRow).join("\n")}

\`npm run bench\` builds what it measures, measures all of it, prints the figures, and updates results.json and this page.
\`npm run bench -- --rounds 1\` is quicker. \`npm run bench -- memory snapshot\` runs only the benchmarks with these words in
the title and updates nothing; with \`--record\` it updates their rows. Benchmarks that compare with the AWS CLI are skipped,
with a message, if it is not installed; WINDOWPANE_AWS_CLI can have its path. Those of the page need Chromium, and
WINDOWPANE_CHROMIUM can have its path. Processor time and memory of other processes are
read from /proc, so those benchmarks need Linux.
`;

/** Goal of a benchmark that has none. */
const NONE = "none set";

const tally = (rows: readonly BenchmarkResult[]): string => {
  const withGoal = rows.filter(({ goal }) => goal !== NONE);
  const met = withGoal.filter(({ isMet }) => isMet).length;
  const missed = withGoal.length === met ? "" : "; the others are marked as missed";
  return `${met} of ${withGoal.length} goals are met${missed}.`;
};

const tableRow = ({
  ratio,
  goal,
  isMet,
  title,
  ours,
  baseline,
  figure,
  counts,
  rate,
  date,
  rounds,
}: BenchmarkResult): string => {
  const cells = [
    `**${ratio.toFixed(2)} x**`,
    isMet ? goal : `${goal} (missed)`,
    title,
    show(ours, figure),
    show(baseline, figure),
    counts === undefined ? "" : `${Math.round(rate).toLocaleString("en-US")} ${counts}/s`,
    `${date}, ${rounds}`,
  ];
  return `| ${cells.join(" | ")} |`;
};

const show = (value: number, figure: BenchmarkResult["figure"]): string => {
  if (figure === "lost") return `${value.toFixed(0)} failed`;
  if (figure === "bytes") return `${value.toFixed(0)} B`;
  return `${(figure === "seconds" ? value * 1000 : value).toFixed(0)} ${figure === "peakMiB" ? "MiB" : "ms"}`;
};
