import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDocuments } from "../src/documents.ts";
import { pagePath, rewriteLinks } from "../src/links.ts";

describe("the documents of a repository", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "windowpane-site-"));
    for (const [file, text] of Object.entries(repository)) write(file, text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  const readme = (documentation: string): string =>
    `# Pane\n\n**What ran.** And more.\n\n## Packages\n\n| package |\n| - |\n| [core](packages/core) |\n\n## Documentation\n\n${documentation}\n`;
  const repository = {
    "README.md": readme("**Use:** [The reports](docs/reports.md)\n\n**Contribute:** [Help](CONTRIBUTING.md)"),
    "CONTRIBUTING.md": "# Contributing\n\nYou need: time.\n",
    "docs/reports.md":
      "<!-- Generated. -->\n\n# Reports\n\n| a |\n| - |\n\nA report has `results` [of](../packages/core/src/a.ts) it. More.\n",
    "packages/core/package.json": '{ "name": "@pane/core", "description": "Core." }',
    "packages/core/README.md": "# @pane/core\n\nReads.\n",
    "packages/tool/package.json": '{ "name": "@pane/tool", "private": true }',
    "packages/tool/README.md": "# Tool\n\nChecks.\n",
    "packages/quiet/package.json": '{ "name": "@pane/quiet", "private": true }',
  };

  it("are grouped as in README.md, with its labels and their first sentences", () => {
    const { start, groups, packages, internal } = readDocuments(folder);
    expect(start).toMatchObject({ file: "README.md", title: "Pane", description: "What ran." });
    expect(groups).toMatchObject([
      {
        label: "Use",
        documents: [
          {
            file: "docs/reports.md",
            title: "Reports",
            label: "The reports",
            description: "A report has results of it.",
          },
        ],
      },
      { label: "Contribute", documents: [{ file: "CONTRIBUTING.md", description: "You need." }] },
    ]);
    expect(packages).toMatchObject([{ file: "packages/core/README.md", label: "@pane/core" }]);
    expect(internal).toMatchObject([{ file: "packages/tool/README.md", label: "Tool" }]);
  });

  it.for([
    ["docs/other.md", "# Other\n\nText.\n", "docs/other.md is in no group. Add a link to one of the groups."],
    [
      "packages/new/package.json",
      '{ "name": "@pane/new" }',
      "@pane/new is missing. Add a row with a link to packages/new.",
    ],
    [
      "docs/reports.md",
      "Text.\n",
      "docs/reports.md does not begin with a title. Add a line `# Title` at its start.",
    ],
    [
      "docs/reports.md",
      "# Reports\n",
      "docs/reports.md has no paragraph. Add one: its first sentence describes the document.",
    ],
    [
      "README.md",
      "# Pane\n\nText.\n",
      'README.md has no section "Documentation". The site takes its navigation from it.',
    ],
    [
      "README.md",
      readme(
        "**Use:** [A](docs/reports.md)\n\n**Contribute:** [A](docs/reports.md) · [Help](CONTRIBUTING.md)",
      ),
      "docs/reports.md is listed twice. Keep it in the group of its main readers.",
    ],
    [
      "README.md",
      readme("**Use:** [A](docs/reports.md) · [Help](CONTRIBUTING.md)").replace(
        "| [core](packages/core) |",
        "$&\n$&",
      ),
      'section "Packages": packages/core is listed twice. Remove one of its rows.',
    ],
    [
      "README.md",
      readme("**Use:** [A](docs/report.md)"),
      "docs/report.md is not a Markdown file of the repository. Correct the link.",
    ],
  ] as const)("are refused with a wrong %s: %s", ([file, text, message]) => {
    write(file, text);
    expect(() => readDocuments(folder)).toThrow(message);
  });

  it("get other links, and keep the text of links that lead nowhere", () => {
    const document = readDocuments(folder).groups[0]?.documents[0];
    if (document === undefined) throw new Error("The group is empty.");
    const seen: string[] = [];
    const rewrite = (to: string | undefined): string =>
      rewriteLinks(document, ({ url, path, fragment }) => {
        seen.push(`${url} ${path} ${fragment}`);
        return to;
      });
    expect(rewrite(undefined)).toBe(document.markdown.replace("[of](../packages/core/src/a.ts)", "of"));
    expect(rewrite("/x")).toBe(document.markdown.replace("../packages/core/src/a.ts", "/x"));
    expect(seen).toEqual(Array(2).fill("../packages/core/src/a.ts packages/core/src/a.ts "));
  });

  it.for([
    ["README.md", ""],
    ["CONTRIBUTING.md", "contributing/"],
    ["docs/archive.md", "docs/archive/"],
    ["packages/core/README.md", "packages/core/"],
    ["packages/core/reference.md", "packages/core/reference/"],
  ])("have pages at the paths of their files: %s", ([file = "", path]) => {
    expect(pagePath(file)).toBe(path);
  });
});
