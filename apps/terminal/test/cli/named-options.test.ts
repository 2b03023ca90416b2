import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import type { CommandRow } from "../../src/cli/context/command.ts";
import { optionNames, sharedOptions, uiOptions } from "../../src/cli/context/option.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Files with texts for users. */
const files = [
  ...[
    "apps/terminal/src/**/*.ts",
    "packages/{core,explorer,report,sources,http-api,transport-*}/src/**/*.ts",
  ],
  ...["README.md", "docs/*.md", "apps/terminal/README.md", "packages/*/README.md"],
];

const everywhere = [...sharedOptions.flatMap(optionNames), "--help", "-h"];

/** The options of each command, by its words. */
const optionsOf = async (
  rows: readonly CommandRow[],
  before = "",
): Promise<readonly (readonly [string, ReadonlySet<string>])[]> => {
  const found = rows.map(async ({ name, aliases = [], load }) => {
    const { options, opensUi, commands: inner = [] } = await load();
    const names = [...everywhere, ...options.flatMap(optionNames), ...(opensUi === true ? ofUi : [])];
    const own = [name, ...aliases].map((word) => [`${before}${word}`, new Set(names)] as const);
    return [...own, ...(await optionsOf(inner, `${before}${name} `))];
  });
  return (await Promise.all(found)).flat();
};

const ofUi = [...uiOptions.flatMap(optionNames), "--version"];

/** Every command line of Windowpane in a file, with the text up to the end of its quotes or line. */
const commandLines = (text: string): readonly string[] =>
  [...text.matchAll(/(?<=`|"|\(|^)windowpane ([^`"\n|>#&]+)/gm)].map(([, words = ""]) => words.trim());

describe("texts for users", () => {
  it("name only commands and options that exist", async () => {
    const known = new Map(await optionsOf(commands));
    const top = new Set([...everywhere, ...ofUi]);
    const wrong: string[] = [];
    let count = 0;
    for await (const file of glob(files, { cwd: root })) {
      for (const line of commandLines(readFileSync(`${root}/${file}`, "utf8"))) {
        const words = line.split(/\s+/).filter((word) => !/^\[.*\]$/.test(word));
        const [first = "", second = ""] = words;
        const isCommand = /^[a-z][a-z-]*$/.test(first);
        if (!isCommand && !first.startsWith("-")) continue;
        const command = known.has(`${first} ${second}`) ? `${first} ${second}` : first;
        const options = isCommand ? known.get(command) : top;
        count += 1;
        if (options === undefined) wrong.push(`${file}: no command in "windowpane ${line}"`);
        for (const word of words) {
          const [option = ""] = /^--?[a-z][a-z-]*/.exec(word) ?? [];
          if (option !== "" && options?.has(option) === false) wrong.push(`${file}: ${option} of "${line}"`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  it("name only options that a command has", async () => {
    const all = new Set([...ofUi, ...(await optionsOf(commands)).flatMap(([, options]) => [...options])]);
    const wrong: string[] = [];
    let count = 0;
    for await (const file of glob(["apps/terminal/src/**/*.ts", "packages/{explorer,sources}/src/**/*.ts"], {
      cwd: root,
    })) {
      const text = withoutComments(readFileSync(`${root}/${file}`, "utf8"));
      // Lines for other programs are theirs.
      for (const line of text.split("\n").filter((one) => !/[`"](?:# )?aws |\baws sts /.test(one))) {
        for (const [option] of line.matchAll(/(?<![\w-])--[a-z][a-z-]+\b(?!-)/g)) {
          count += 1;
          if (!all.has(option) && !foreign.has(option)) wrong.push(`${file}: ${option}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});

/** Options of V8 and of the AWS CLI that are not Windowpane's. */
const foreign = new Set([
  "--cli-auto-prompt",
  "--external-id",
  "--heap-growing-percent",
  "--input-type",
  "--no-warnings",
  "--semi-space-growth-factor",
  "--role-session-name",
  "--serial-number",
  "--token-code",
]);

const withoutComments = (text: string): string =>
  text.replace(/\/\*[^]*?\*\//g, "").replace(/(^|\s)\/\/.*/g, "");
