/** Runs the examples of the documents as a reader would, and compares the results that they promise. */
import { findChromium, noChromium } from "@windowpane/browser";
import { describe, expect, it } from "vitest";
import { blocksOf, documents, type CodeBlock } from "./documents/blocks.ts";
import { runInBrowser } from "./documents/in-browser.ts";
import { runBlocks, runsAlone, runTests } from "./documents/run.ts";

const blocks = documents().flatMap((document) => blocksOf(document));

const only = (document: string, code: string): CodeBlock => {
  const [block] = blocksOf(document, `\`\`\`ts\n${code}\n\`\`\`\n`);
  if (block === undefined) throw new Error("There is no block.");
  return block;
};

describe("examples that run alone", () => {
  const alone = blocks.filter(runsAlone);

  it("are found", () => {
    const found = new Set(alone.map(({ document }) => document));
    const wanted = ["README.md", "docs/library.md", "docs/testing-with-the-endpoint.md", "docs/transport.md"];
    const packages = ["core", "sources", "text", "transport-aws", "transport-mock"];
    expect([...found]).toEqual(
      expect.arrayContaining([...wanted, ...packages.map((name) => `packages/${name}/README.md`)]),
    );
  });

  it.each([...new Set(alone.map(({ document }) => document))])(
    "run in %s, with the results that they promise",
    { timeout: 120_000 },
    async (name) => {
      const { promises, problems } = await runBlocks(alone.filter(({ document }) => document === name));
      expect(problems).toBe("");
      if (name === "docs/recipes.md") expect(promises).toBeGreaterThan(15);
      if (name === "packages/text/README.md") expect(promises).toBe(4);
      if (name === "docs/testing-with-the-endpoint.md") expect(promises).toBe(2);
    },
  );

  it("fail if a result differs", { timeout: 60_000 }, async () => {
    const code = 'import { durationText } from "@windowpane/text";\n\ndurationText(60_000); // "1m"';
    const { problems } = await runBlocks([only("docs/x.md", code)]);
    expect(problems).toContain('docs/x.md:2 Error: line 4: "1m 0s" instead of "1m"');
  });
});

it("tests for vitest pass", { timeout: 60_000 }, async () => {
  const tests = blocks.filter(
    ({ text }) => text.includes('from "vitest"') && !text.includes("myTransport"), // The reader has that one.
  );
  expect(tests.map(({ document }) => document)).toEqual([
    "docs/testing-with-the-endpoint.md",
    "docs/transport.md",
  ]);
  for (const test of tests) expect(await runTests(test)).toBe("");
});

describe("docs/recipes.md", () => {
  const recipes = blocksOf("docs/recipes.md").filter(({ language }) => language === "ts");
  const withText = (text: string): CodeBlock => {
    const [recipe, second] = recipes.filter((block) => block.text.includes(text));
    if (recipe === undefined || second !== undefined) throw new Error(`Not one recipe has ${text}.`);
    return recipe;
  };

  it("has recipes that all run, here or in a browser", () => {
    expect(recipes.length).toBeGreaterThan(10);
    expect(recipes.filter((recipe) => !runsAlone(recipe))).toEqual([withText("document.body")]);
  });

  it("reads AWS although it throttles requests", { timeout: 60_000 }, async () => {
    const faults = [{ kind: "throttling", rate: 0, burst: 0, times: 2 }] as const;
    const { problems, requests, stdout } = await runBlocks([withText("withRetry(withPace(")], faults);
    expect(problems).toBe("");
    expect(requests).toBe(3);
    expect(stdout.trim().split("\n")).toHaveLength(15);
    expect(stdout).toContain("linux-patch-nightly\n");
    expect(stdout).toContain("2 retries");
  });

  it("shows windows on a page of an allowed origin only", { timeout: 120_000 }, async ({ skip }) => {
    if (findChromium() === undefined) return skip(noChromium);
    const { allowed, refused } = await runInBrowser(withText("document.body"));
    expect(allowed.split("\n")).toHaveLength(14);
    expect(allowed).toContain("linux-patch-nightly");
    expect(refused).toMatch(/^No response to DescribeMaintenanceWindows from http:.*Failed to fetch/u);
  });
});
