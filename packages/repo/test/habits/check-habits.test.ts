import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkHabits } from "../../src/habits/check-habits.ts";
import { words } from "../../src/habits/words.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "windowpane-habits-"));
});

afterEach(() => rmSync(root, { force: true, recursive: true }));

const LONG = "// A line.\n".repeat(30);

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

const messages = (folder = "packages/core"): readonly string[] =>
  checkHabits(root, [folder]).faults.map(({ message }) => message);

describe("two folders", () => {
  it("may import each other in one direction", () => {
    write({
      "packages/core/src/a/one.ts": `import { two } from "../b/two.ts";\n${LONG}`,
      "packages/core/src/b/two.ts": LONG,
      "packages/core/src/b/three.ts": `import { two } from "./two.ts";\n${LONG}`,
    });
    expect(messages()).toEqual([]);
  });

  it.each([
    ["by value", `import { one } from "../a/one.ts";`],
    ["by type", `import type {\n  One,\n} from "../a/one.ts";`],
    ["by a re-export", `export { one } from "../a/one.ts";`],
    ["by name only", `import "../a/one.ts";`],
    ["when needed", `const one = await import("../a/one.ts");`],
  ])("may not import each other: %s", (_, statement) => {
    write({
      "packages/core/src/a/one.ts": `import { two } from "../b/two.ts";\n${LONG}`,
      "packages/core/src/b/two.ts": `${statement}\n${LONG}`,
    });
    expect(messages()).toEqual([
      "packages/core/src/a and b import each other: a/one.ts imports b/two.ts; b/two.ts imports a/one.ts. " +
        "Move what both need into one of them",
    ]);
  });

  it("are checked at every depth, below their common parent", () => {
    write({
      "packages/core/src/x/a/deep/one.ts": `import { two } from "../../b/two.ts";\n${LONG}`,
      "packages/core/src/x/b/two.ts": LONG,
      "packages/core/src/x/b/three.ts": `import { four } from "../a/four.ts";\n${LONG}`,
      "packages/core/src/x/a/four.ts": LONG,
    });
    expect(messages()).toEqual([
      "packages/core/src/x/a and x/b import each other: x/a/deep/one.ts imports x/b/two.ts; " +
        "x/b/three.ts imports x/a/four.ts. Move what both need into one of them",
    ]);
  });
});

it("lets no folder import a file of the src root", () => {
  write({
    "packages/core/src/index.ts": `import { one } from "./a/one.ts";\n${LONG}`,
    "packages/core/src/model.ts": LONG,
    "packages/core/src/a/one.ts": `import type { Model } from "../model.ts";\n${LONG}`,
    "packages/core/src/a/deep/two.ts": `import type { Model } from "../../model.ts";\n${LONG}`,
  });
  expect(messages()).toEqual([
    "packages/core/src/model.ts, in the src root, is imported by folders: a/deep/two.ts imports model.ts " +
      "(and 1 more). Move it into a folder",
  ]);
});

describe("a file under 30 lines", () => {
  it("is reported with its only importer", () => {
    write({
      "packages/core/src/a/one.ts": `import { two } from "./two.ts";\n${LONG}`,
      "packages/core/src/a/two.ts": "export const two = 2;\n",
    });
    expect(messages()).toEqual([
      "packages/core/src/a/two.ts has 1 line and one importer: merge it into a/one.ts",
    ]);
  });

  it.each([
    ["it has two importers", "a/two.ts", `import { two } from "./two.ts";`],
    ["it is public", "a/two.ts", ""],
    ["it is loaded on demand", "a/two.ts", ""],
    ["it is an error class", "errors/two.ts", ""],
    ["it is long enough", "a/long.ts", ""],
  ])("stays if %s", (why, path, other) => {
    const importer =
      why === "it is loaded on demand"
        ? `const two = await import("../${path}")`
        : `${why === "it is public" ? "export" : "import"} { two } from "../${path}"`;
    write({
      "packages/core/src/a/one.ts": `${importer};\n${LONG}`,
      "packages/core/src/a/three.ts": `${other}\n${LONG}`,
      [`packages/core/src/${path}`]: why === "it is long enough" ? LONG : "export const two = 2;\n",
    });
    expect(messages()).toEqual([]);
  });
});

describe("words", () => {
  it("are found in sources, tests, documents and changesets, with line and suggestion", () => {
    write({
      "packages/core/src/a.ts": `${LONG}// Nobody knows.\nexport const a = "a hole";\n`,
      "packages/core/test/a.test.ts": 'it("reads anew");\n',
      "packages/core/README.md": "# Core\n\nMade-up data.\n",
      ".changeset/core.md": "Whoever reads.\n",
      "docs/core.md": "So many items.\n",
    });
    expect(messages()).toEqual([
      "packages/core/README.md:3: made-up -> demo, fictional",
      "packages/core/src/a.ts:31: nobody -> no caller, no client, not ...",
      "packages/core/src/a.ts:32: hole -> gap",
      "packages/core/test/a.test.ts:1: anew -> again",
    ]);
    expect(messages(".")).toEqual([
      ".changeset/core.md:1: whoever -> the caller, a client that ...",
      "docs/core.md:1: so many -> number of ..., n",
    ]);
  });

  it.each([
    ["the end of a line", "// Reads so\nconst x = 1; // many"],
    ["a doc comment", "/**\n * At most so\n * many items.\n */"],
    ["joined strings", 'const a = "at most so " +\n  "many items";'],
    ["a paragraph", "At most so\nmany items."],
  ])("are found across %s", (where, text) => {
    write({ "packages/core/src/a.ts": text });
    expect(messages()).toHaveLength(where === "the end of a line" ? 0 : 1);
  });

  it("are not reported in quoted or generated texts", () => {
    write({
      "packages/core/src/model/ssm.json": '"somebody"\n',
      "packages/core/surface.api.md": "anew\n",
      "packages/core/node_modules/a/index.js": "// anew\n",
      "packages/core/dist/index.mjs": "// anew\n",
      "docs/glossary.md": "anew\n",
    });
    expect([...messages(), ...messages(".")]).toEqual([]);
  });

  it.each([
    "There is no such file.",
    "The token is no longer valid.",
    "Case-insensitive, with a blank line.",
    "about:blank",
    "persons to whom the Software is furnished",
    "`mw` stands for maintenance window.",
    "await Promise.allSettled(all);",
    "screen.settled()",
    "A password anewline renewed",
  ])("are not reported in plain English: %s", (text) => {
    write({ "packages/core/README.md": `${text}\n` });
    expect(messages()).toEqual([]);
  });

  it.each([
    ["It is no JSON.", "is no -> is not a ..."],
    ["a case where there is none", "is none -> is not a ..., does not exist"],
    ["It stands in a table.", "stands in -> is, appears, contains"],
    ["put the text into a file", undefined],
    ["puts it into a file", "puts it into -> write, add, copy"],
    ["insensitive members", "insensitive -> redacted"],
    ["a settled status", "settled -> final"],
    ["shown as it is.", "as it is -> unchanged"],
    ["shown as it is read", undefined],
  ])("are recognized in their context: %s", (text, found) => {
    write({ "packages/core/README.md": `${text}\n` });
    expect(messages()).toEqual(found === undefined ? [] : [`packages/core/README.md:1: ${found}`]);
  });

  it("are each listed once", () => {
    expect(new Set(words.map(({ find }) => find)).size).toBe(words.length);
  });
});

it("counts faults by folder and habit", () => {
  write({
    "packages/core/src/a/one.ts": `import { two } from "./two.ts";\n${LONG}`,
    "packages/core/src/a/two.ts": "// Written anew, and anew.\n",
    "README.md": "Windowpane\n",
  });
  expect(checkHabits(root, [".", "packages/core"]).table).toEqual([
    "folder         circles  small files  words",
    ".                    0            0      0",
    "packages/core        0            1      2",
  ]);
});
