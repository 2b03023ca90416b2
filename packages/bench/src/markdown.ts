import { SHORT, type BenchmarkResult } from "./measure.ts";

/** Recorded results of a benchmark run. */
export interface Results {
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  readonly rounds: number;
  readonly rows: readonly BenchmarkResult[];
}

/** Text of docs/performance.md. */
export const markdown = ({ node, machine, date, rounds, rows }: Results): string => `# Performance

<!-- Generated from packages/bench/results.json by packages/bench/src/markdown.ts. Regenerate: \`npm run bench\`. -->

${tally(rows)}

Absolute figures vary between machines and runs, so each benchmark is a ratio to a baseline that runs alternately with it, in
its own process. Times of lists are CPU time. Figures are medians of ${rounds} rounds; short benchmarks are repeated
for ${SHORT.seconds} seconds, at most ${SHORT.rounds} times. Machine: ${machine}, Node ${node}, ${date}.

| ratio | goal | benchmark | result | baseline | rate |
| --- | --- | --- | --- | --- | --- |
${rows.map(tableRow).join("\n")}

\`npm run bench\` measures again, prints the figures, and updates results.json and this page. \`npm run bench -- --rounds 3\` is quicker.
\`npm run bench -- memory\` runs only the benchmarks with that word in the title and updates nothing.
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
}: BenchmarkResult): string => {
  const cells = [
    `**${ratio.toFixed(2)} x**`,
    isMet ? goal : `${goal} (missed)`,
    title,
    show(ours, figure),
    show(baseline, figure),
    counts === undefined ? "" : `${Math.round(rate).toLocaleString("en-US")} ${counts}/s`,
  ];
  return `| ${cells.join(" | ")} |`;
};

const show = (value: number, figure: BenchmarkResult["figure"]): string => {
  if (figure === "lost") return `${value.toFixed(0)} failed`;
  if (figure === "bytes") return `${value.toFixed(0)} B`;
  return `${(figure === "seconds" ? value * 1000 : value).toFixed(0)} ${figure === "peakMiB" ? "MiB" : "ms"}`;
};
