/** Command lines that run through `aws ssm` and through `windowpane call`, and what the AWS CLI 2 answered. */
import { readFileSync } from "node:fs";
import { everyOperation, mockTransport, type MockTransport } from "@windowpane/transport-mock";
import { parse, parseAllDocuments } from "yaml";

/** A command line with its result. */
export interface Recorded {
  /** The words after `aws ssm` and `windowpane call`. */
  readonly argv: readonly string[];
  readonly exitCode: number;
  readonly stdout: string;
}

/** The account of both programs. Its clock stands still. */
export const account = (): MockTransport =>
  mockTransport({ scenario: everyOperation({ invocations: 25, failureRate: 0.2 }) });

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

const lines = (name: string): readonly string[] =>
  read(name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Every command line: those of `command-lines.jsonl`, and one for each expression of `queries.txt`. */
export const commandLines = (): readonly (readonly string[])[] => [
  ...lines("command-lines.jsonl").map((line) => JSON.parse(line) as readonly string[]), // A list of words per line.
  ...lines("queries.txt").map((query) => [
    "describe-maintenance-window-executions",
    "--window-id",
    "mw-0c50858d01e0a000e",
    "--query",
    query,
  ]),
];

/** What `record.ts` wrote. */
export const recorded = (): readonly Recorded[] =>
  lines("recorded.jsonl").map((line) => JSON.parse(line) as Recorded); // Its format.

/** The command lines that differ on purpose, with the exit code here. docs/cli.md describes them. */
export const different = (): readonly (Pick<Recorded, "argv" | "exitCode"> & { readonly why: string })[] =>
  lines("different.jsonl").map((line) => JSON.parse(line) as ReturnType<typeof different>[number]); // Its format.

/** What two outputs must have in common: the value of YAML, the bytes of JSON and text. */
export const valueOf = ({ argv, stdout }: Pick<Recorded, "argv" | "stdout">): unknown => {
  const format = argv.find((_, index) => argv[index - 1] === "--output") ?? "json";
  if (format === "yaml") return parse(stdout);
  if (format === "yaml-stream")
    return parseAllDocuments(stdout).map((document) => document.toJSON() as unknown);
  return stdout;
};
