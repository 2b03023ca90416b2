import { SHORT, type Row } from "./measure.ts";

/** What a run of the benchmarks leaves behind. */
export interface Results {
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
}

/** The page that `docs/performance.md` is. */
export const markdown = ({ node, machine, date, rounds, rows }: Results): string => `# Performance

<!-- Made by \`npm run bench\` from packages/bench/results.json; edit packages/bench/src/markdown.ts instead. -->

${tally(rows)}

Figures drift from machine to machine and from run to run, so each is a ratio against something that ran beside it, in
turn, in a process of its own. Times of walks are processor time. Medians of ${rounds} rounds, of short works
of as many as ${SHORT.seconds} seconds hold, up to ${SHORT.rounds}; ${machine}, Node ${node}, ${date}.

| ratio | goal | what | ours | beside it | a second |
| --- | --- | --- | --- | --- | --- |
${rows.map(tableRow).join("\n")}

To measure again: \`npm run bench\`, which prints these figures and writes both files. \`npm run bench -- --rounds 3\`
is quicker; \`npm run bench -- memory\` measures what has that word in its title and writes nothing.
`;

/** What a goal of the table is called where there is none. */
const NONE = "none set";

const tally = (rows: readonly Row[]): string => {
  const withGoal = rows.filter(({ goal }) => goal !== NONE);
  const met = withGoal.filter(({ isMet }) => isMet).length;
  const missed = withGoal.length === met ? "" : "; the others say so";
  return `${met} of ${withGoal.length} goals are met${missed}.`;
};

const tableRow = ({ ratio, goal, isMet, title, ours, beside, figure, counts, rate }: Row): string => {
  const cells = [
    `**${ratio.toFixed(2)} x**`,
    isMet ? goal : `${goal} (missed)`,
    title,
    show(ours, figure),
    show(beside, figure),
    counts === undefined ? "" : `${Math.round(rate).toLocaleString("en-US")} ${counts}`,
  ];
  return `| ${cells.join(" | ")} |`;
};

const show = (value: number, figure: Row["figure"]): string => {
  if (figure === "lost") return `${value.toFixed(0)} lost`;
  if (figure === "bytes") return `${value.toFixed(0)} B`;
  return `${(figure === "seconds" ? value * 1000 : value).toFixed(0)} ${figure === "peakMiB" ? "MiB" : "ms"}`;
};
