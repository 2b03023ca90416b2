/** The command lines of the READMEs and docs are accepted, and run on the demo account. */
import { readdirSync, readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { commands } from "../src/cli/commands.ts";
import { readSettings, type RawOptions } from "../src/cli/context/settings.ts";
import { createParser } from "../src/cli/parser.ts";
import { runWith } from "./fake-host.ts";

const root = new URL("../../../", import.meta.url);
const now = "2026-11-22T12:00:00Z";

interface CommandLine {
  readonly document: string;
  readonly words: readonly string[];
}

/** The words of a shell line up to a comment, a pipe or a redirection. */
const wordsOf = (line: string): readonly string[] => {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/gu)) {
    if (/^[#|<>]/u.test(word)) break;
    words.push(word.replaceAll(/'([^']*)'|"([^"]*)"/gu, "$1$2"));
  }
  return words;
};

const linesOf = (document: string, markdown: string): readonly CommandLine[] =>
  [...markdown.matchAll(/^ *```sh\n(.*?)^ *```/gmsu)].flatMap(([, block = ""]) =>
    block.split("\n").flatMap((line) => {
      const [, start = ""] = /^\s*((?:npx )?windowpane|npm start --)(?= |$)/u.exec(line) ?? [];
      if (start === "") return [];
      const words = wordsOf(line.trimStart().slice(start.length));
      return [
        {
          document,
          words: start === "npm start --" && !words.includes("--source") ? [...words, "--demo"] : words,
        },
      ];
    }),
  );

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "apps/terminal/README.md",
  ...readdirSync(new URL("docs", root)).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];

const lines = documents.flatMap((document) =>
  linesOf(document, readFileSync(new URL(document, root), "utf8")),
);

/** Parses a line as the program does. Rejects with the parser's error. */
const parse = async ({ words }: CommandLine): Promise<void> => {
  const check = (raw: RawOptions): unknown => readSettings(raw, { env: {}, output: "table" });
  const parser = createParser({
    host: { version: "1.2.3", stdout: { isTerminal: false, columns: 80, write: async () => {} } },
    commands,
    printed: { out: "", err: "" },
    onCommand: async (_, leaf) => void check(leaf.optsWithGlobals<RawOptions>()),
  });
  try {
    const normal = words.map((word) => word.replace(/^--demo=/u, "--source=demo:"));
    await parser.parseAsync(normal, { from: "user" });
  } catch (error) {
    // Without a command, the program opens the UI or prints failures.
    if (!(error instanceof CommanderError) || error.code !== "commander.help" || parser.args.length > 0)
      throw error;
    check(parser.opts<RawOptions>());
  }
};

describe("every command line of the documents", () => {
  it("is accepted by the command table", async () => {
    expect(lines.length).toBeGreaterThan(90);
    for (const line of lines)
      await expect(parse(line), `${line.document}: ${line.words.join(" ")}`).resolves.toBeUndefined();
  });

  it.each(["reprot EXECUTION", "report EXECUTION --fromat html", "report EXECUTION --format htm", "report"])(
    "would be rejected if it were `%s`",
    async (mistake) => {
      const [line] = linesOf("docs/x.md", `\`\`\`sh\nwindowpane ${mistake}   # text\n\`\`\`\n`);
      if (line === undefined) throw new Error("There is no line.");
      await expect(parse(line)).rejects.toBeInstanceOf(CommanderError);
    },
  );
});

/** Lines that wait, serve, change something, or need another source or an archive. docs/cli.md is generated from the commands' examples. */
const isRun = ({ document, words }: CommandLine): boolean =>
  document !== "docs/cli.md" &&
  words.length > 0 &&
  !/^(?:watch|serve|cancel|doctor|completion|collect|messages|archive|trends|-)/u.test(words[0] ?? "") &&
  // These read the fleet of a variable.
  !["accounts", "accounts list", "accounts check"].includes(words.join(" ")) &&
  !words.some(
    (word) =>
      ["all", "archive", "--fleet", "--account"].includes(word) ||
      (/^https?:/u.test(word) && !word.includes("vpce")),
  );

const demo = async (argv: readonly string[], query: string): Promise<string> => {
  const words = [...argv, "--demo", "--output", "text", "--query", query];
  return (await runWith(words, { now })).stdout.trim();
};

/** Runs a line with the IDs of the demo for its placeholders. */
const runLine = async (
  { words }: CommandLine,
  ids: ReadonlyMap<string, string>,
  files: Record<string, string>,
) =>
  runWith(
    words.map((word) => ids.get(word) ?? word),
    {
      now,
      transport: mockTransport({ clock: { now: () => new Date(now) } }),
      files,
      onFile: (path, text) => {
        files[path] = text;
      },
    },
  );

it("run on the demo account", async () => {
  const EXECUTION = await demo(
    ["executions", "linux-patch-nightly"],
    "WindowExecutions[0].WindowExecutionId",
  );
  const tasks = "WindowExecutionTaskIdentities[0].TaskExecutionId";
  const TASK = await demo(["tasks", EXECUTION], tasks);
  const invocations = "WindowExecutionTaskInvocationIdentities[0].InvocationId";
  const INVOCATION = await demo(["invocations", EXECUTION, TASK], invocations);
  const machine = await demo(["targets", EXECUTION], "[?InstanceName=='web-prod-004'] | [0].InstanceId");
  const ids = new Map([
    ...Object.entries({ EXECUTION, TASK, INVOCATION, MACHINE: machine, "PASTED TEXT": EXECUTION }),
    ["nightly-patch", "linux-patch-nightly"],
    ["i-0123456789abcdef0", machine],
  ]);
  const files: Record<string, string> = {};
  const unique = new Map(lines.filter(isRun).map((line) => [line.words.join(" "), line]));
  // Written first, because other lines read it.
  const snapshots = [...unique.values()].filter(({ words }) => words.includes("snapshot"));
  const others = [...unique.values()].filter(({ words }) => !words.includes("snapshot"));
  expect(others.length).toBeGreaterThan(25);
  for (const line of [...snapshots, ...others]) {
    const { exitCode, stderr } = await runLine(line, ids, files);
    // An account of the organization cannot be read.
    const success = line.words.includes("--demo=organization") ? [254] : [0];
    const allowed = line.words.includes("--exit-status") ? [...success, 1] : success;
    expect(allowed, `${line.document}: windowpane ${line.words.join(" ")}\n${stderr}`).toContain(exitCode);
  }
});
