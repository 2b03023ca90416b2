/** The code of the READMEs, CONTRIBUTING.md and docs compiles, and does what the documents say. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFleetConfig } from "@windowpane/fleet";
import { describe, expect, it } from "vitest";
import { blocksOf, documents, root, type CodeBlock } from "./documents/blocks.ts";
import { compileBlocks, compileChanged } from "./documents/compile.ts";
import { blockWith, changesOf, contributing, recipes } from "./documents/contributing.ts";
import { runBlock, runsAlone, runTests } from "./documents/run.ts";

const blocks = documents().flatMap((document) => blocksOf(document));
const inUserCode = ({ document, language }: CodeBlock): boolean =>
  document !== "CONTRIBUTING.md" && (language === "ts" || language === "js");

/** Shell lines of this repository's own tools are checked here, those of `windowpane` in apps/terminal. */
const checked = new Set(["ts", "js", "json", "sh", "python", "nginx", ""]);

describe("the documents", () => {
  it("have code in languages that are checked", () => {
    expect(blocks.length).toBeGreaterThan(60);
    expect(blocks.filter(({ language }) => !checked.has(language))).toEqual([]);
  });

  it("have TypeScript that compiles for users of the packages", { timeout: 120_000 }, () => {
    const code = blocks.filter(inUserCode);
    expect(code.length).toBeGreaterThan(20);
    expect(compileBlocks(code)).toEqual([]);
  });

  it("name the document and line of a mistake", { timeout: 60_000 }, () => {
    const mistaken = blocksOf(
      "docs/x.md",
      'text\n\n```ts\nimport { createClient } from "@windowpane/core";\ncreateClient(1);\n```\n',
    );
    expect(compileBlocks(mistaken)).toEqual([expect.stringMatching(/^docs\/x\.md:5: error TS/u)]);
  });
});

describe("examples that run alone", () => {
  const alone = blocks.filter(runsAlone);

  it("are found", () => {
    expect([...new Set(alone.map(({ document }) => document))]).toEqual(
      expect.arrayContaining([
        "README.md",
        "docs/testing-with-the-endpoint.md",
        "docs/transport.md",
        "packages/core/README.md",
        "packages/text/README.md",
        "packages/transport-mock/README.md",
      ]),
    );
  });

  it.each(alone.map((block) => [`${block.document}:${block.line}`, block] as const))(
    "%s runs, with the results that it promises",
    { timeout: 60_000 },
    (_, block) => {
      const { promises, problems } = runBlock(block);
      expect(problems).toBe("");
      if (block.document === "packages/text/README.md") expect(promises).toBe(4);
      if (block.text.includes("// IN_PROGRESS")) expect(promises).toBe(2);
    },
  );

  it("include tests for vitest that pass", { timeout: 60_000 }, () => {
    const tests = blocks.filter(
      ({ text }) => text.includes('from "vitest"') && !text.includes("myTransport"), // The reader has that one.
    );
    expect(tests.map(({ document }) => document)).toEqual([
      "docs/testing-with-the-endpoint.md",
      "docs/transport.md",
    ]);
    expect(tests.map(runTests)).toEqual(["", ""]);
  });

  it("fail if a result differs", { timeout: 60_000 }, () => {
    const [block] = blocksOf(
      "docs/x.md",
      '```ts\nimport { durationText } from "@windowpane/text";\n\ndurationText(60_000); // "1m"\n```\n',
    );
    if (block === undefined) throw new Error("There is no block.");
    expect(runBlock(block).problems).toContain('line 4: "1m 0s" instead of "1m"');
  });
});

describe("CONTRIBUTING.md", () => {
  it("shows the operation's row as it is in the repository", () => {
    const { text } = blockWith(contributing(), "GetMaintenanceWindowTask:");
    const source = readFileSync(`${root}packages/core/src/overlay/windows.ts`, "utf8");
    expect(source.replaceAll(/^ +/gmu, "")).toContain(text.replaceAll(/^ +/gmu, ""));
  });

  it.each(recipes.map((recipe) => [recipe.name, recipe] as const))(
    "has code for %s that compiles in its place",
    { timeout: 120_000 },
    (_, recipe) => {
      expect(compileChanged(recipe.workspace, changesOf(recipe, contributing()))).toEqual([]);
    },
  );

  it("is rejected if a member does not exist", { timeout: 120_000 }, () => {
    const recipe = recipes.find(({ name }) => name === "a column");
    if (recipe === undefined) throw new Error("There is no recipe.");
    const [change] = changesOf(recipe, contributing());
    if (change === undefined) throw new Error("There is no change.");
    const mistaken = { ...change, text: change.text.replace("TaskExecutionId }) =>", "TaskId }) =>") };
    expect(compileChanged(recipe.workspace, [mistaken]).join("\n")).toContain("'TaskId' does not exist");
  });

  it("has output for its cause that matches the pattern, and output that does not", () => {
    const rule = blockWith(contributing(), 'title: "Vault is sealed"').text;
    const cases = blockWith(contributing(), "isNot:").text;
    const [, source = "", flags = ""] = /patterns: \[\/(.+)\/(\w+)\]/u.exec(rule) ?? [];
    const texts = [...cases.matchAll(/(is|isNot): \[("(?:[^"\\]|\\.)*")\]/gu)].map(
      ([, member, text = ""]) => [member, new RegExp(source, flags).test(String(JSON.parse(text)))] as const,
    );
    expect(texts).toEqual([
      ["is", true],
      ["isNot", false],
    ]);
  });
});

it("docs/architecture.md names folders and files that exist", () => {
  const tree = blocksOf("docs/architecture.md").find(({ text }) => text.startsWith("packages/core/src"));
  let [folder, found] = ["", 0];
  for (const line of tree?.text.split("\n") ?? []) {
    if (/^\S/u.test(line)) folder = line;
    // Names come before the description, which two spaces separate.
    const names = /^ {2}(\S+(?: \S+)*?) {2,}/u.exec(line)?.[1]?.split(" ") ?? [];
    for (const name of names) {
      found += 1;
      expect(existsSync(`${root}${folder}/${name}`), `${folder}/${name}`).toBe(true);
    }
  }
  expect(found).toBeGreaterThan(60);
});

it("documents have JSON that parses, and fleet configurations that are valid", () => {
  const values = blocks.flatMap(({ language, text }) =>
    language === "json" ? [JSON.parse(text) as object] : [],
  );
  const configurations = values.filter((value) => "accounts" in value || "organization" in value);
  expect(configurations.length).toBeGreaterThan(2);
  for (const value of configurations) expect(readFleetConfig(value)).toMatchObject(value);
});

it("documents have Python that parses", ({ skip }) => {
  const code = blocks.filter(({ language }) => language === "python");
  expect(code.length).toBeGreaterThan(0);
  for (const { document, line, text } of code) {
    const { error, status, stderr } = spawnSync(
      "python3",
      ["-c", "import ast, sys; ast.parse(sys.stdin.read())"],
      {
        input: text,
        encoding: "utf8",
      },
    );
    if (error !== undefined) return skip("python3 is not installed");
    expect([status, stderr], `${document}:${line}`).toEqual([0, ""]);
  }
});

it("documents name npm scripts and workspaces that exist", () => {
  const scriptsOf = (folder: string): Readonly<Record<string, string>> =>
    // A package.json of this repository.
    (JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) as { scripts: Record<string, string> })
      .scripts;
  const packages = new Map(
    documents()
      .map((document) => document.replace(/\/?[^/]*$/u, ""))
      .filter((folder) => /^(?:packages|apps)\//u.test(folder))
      .flatMap((folder) => {
        const { name } = JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) as {
          name: string;
        };
        return [
          [folder, folder],
          [name, folder],
        ] as const;
      }),
  );
  let lines = 0;
  // Commands after `cd` are for its folder, up to the end of the document.
  const entered = new Map<string, string>();
  for (const { document, line, text } of blocks.filter(({ language }) => language === "sh")) {
    for (const [, to, name = "", rest = ""] of text.matchAll(
      /^\s*(?:cd (\S+)$|npm (?:run )?(start|test|(?<=run )[\w:-]+)([^\n#]*))/gmu,
    )) {
      if (to !== undefined) {
        entered.set(document, to);
        continue;
      }
      const workspace = /-w (\S+)/u.exec(rest)?.[1] ?? entered.get(document);
      const folder = workspace === undefined ? "." : packages.get(workspace);
      lines += 1;
      expect(Object.keys(scriptsOf(folder ?? "missing")), `${document}:${line}`).toContain(name);
    }
  }
  expect(lines).toBeGreaterThan(5);
});
