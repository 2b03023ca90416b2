/** GitHub Actions cannot be run here, so its own parser reads the workflows, and the rules for them are checked. */
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Parser from "@actions/workflow-parser";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../src/workspace/root.ts";

const workflows = globSync(".github/workflows/*.yml", { cwd: root }).toSorted();

/** GitHub's own parser. */
let parser: typeof Parser;
let folder: string;

/** Node does not load the parser's JSON files, so it is bundled. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-workflows-"));
  const outfile = join(folder, "parser.mjs");
  const contents = 'export * from "@actions/workflow-parser"';
  const stdin = { contents, resolveDir: import.meta.dirname };
  await build({ stdin, bundle: true, platform: "node", format: "esm", outfile, logLevel: "error" });
  parser = (await import(outfile)) as typeof parser;
});

afterAll(() => rmSync(folder, { force: true, recursive: true }));

const faultsOf = async (name: string, content: string): Promise<readonly string[]> => {
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = parser;
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
};

it("finds faults in workflows", async () => {
  const workflow = (job: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${job}`;
  expect(await faultsOf("a.yml", workflow("    steps:\n      - run: 'true'\n"))).toEqual([]);
  for (const job of [
    "    steps:\n      - rum: 'true'\n",
    "    needs: b\n    steps:\n      - run: 'true'\n",
    "    permissions:\n      nothing: write\n    steps:\n      - run: 'true'\n",
    "    steps:\n      - run: ${{ github.ref\n",
  ])
    expect(await faultsOf("a.yml", workflow(job))).not.toEqual([]);
});

describe.each(workflows)("%s", (path) => {
  const text = readFileSync(join(root, path), "utf8");

  it("has no faults", async () => {
    expect(await faultsOf(path, text)).toEqual([]);
  });

  it("pins actions to a commit, and names its version", () => {
    const used = text.split("\n").filter((line) => line.includes("uses:"));
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/u.test(line))).toEqual(
      [],
    );
  });

  it("gives jobs no permission to write that they do not name", () => {
    expect(/^permissions:(?: \{\}|\n  contents: read)\n(?!  )/mu.test(text)).toBe(true);
  });

  it("leaves no credentials for the code that it runs", () => {
    const count = (part: string): number => text.split(part).length - 1;
    expect(count("persist-credentials: false")).toBe(count("uses: actions/checkout@"));
    expect(text).not.toContain("secrets.");
  });

  it("calls steps of the release that exist", () => {
    const steps = readFileSync(join(root, "packages/repo/src/release.ts"), "utf8");
    const [, table = ""] = /Record<string, Step>> = \{(.+?)\}/su.exec(steps) ?? [];
    const called = [...text.matchAll(/(?:npm run release --|src\/release\.ts) ([\w-]+)/gu)].map(
      ([, name = ""]) => name,
    );
    expect(called.filter((name) => !table.split(",").some((each) => each.trim() === name))).toEqual([]);
  });
});
