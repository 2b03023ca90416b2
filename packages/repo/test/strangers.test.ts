/**
 * Uses the packages as other repositories do: npm installs what would be published into a folder outside this repository,
 * with the oldest and newest versions of peer dependencies, compilers, test runners and platforms.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { findChromium, noChromium, startChromium } from "@windowpane/browser";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { root } from "../src/workspace/root.ts";
import { compilations, compile, compilers, hoverScript, outputOf } from "./strangers/compile.ts";
import {
  addContractExample,
  addSources,
  createRepositories,
  needsOthers,
  others,
  run,
  type Repositories,
} from "./strangers/repositories.ts";
import { resolve } from "./strangers/update.ts";

let created: Repositories | string;
beforeAll(() => {
  created = createRepositories();
  if (typeof created === "string") return;
  for (const repository of [created.newest, created.oldest])
    if (repository !== "") addSources(repository, "uses.ts", "mistakes.ts", "mounted.js", "summary.js");
});
afterAll(() => {
  if (typeof created === "object") created.remove();
});

/** The repositories. Skips a test without them, or without the programs that it needs. */
const repositories = (
  { skip }: Pick<TestContext, "skip">,
  needs: { readonly others?: boolean } = {},
): Repositories => {
  if (typeof created === "string") return skip(created);
  if (needs.others === true && others === "") return skip(needsOthers);
  return created;
};

/** What `strangers/summary.js` computes on every platform. */
const summary = {
  verdict: "PARTIAL",
  machines: 250,
  failed: 22,
  causes: true,
  gaps: 0,
  error: ["service", "DoesNotExistException", "not-found"],
};

describe.each(compilations)("TypeScript $version, $resolution, oldest peers: $oldest", (compilation) => {
  const { version, oldest } = compilation;
  const needs = { others: version !== "7" || oldest };

  it("compiles the examples of the READMEs and writes declarations", (context) => {
    const repository = repositories(context, needs)[oldest ? "oldest" : "newest"];
    expect(compile(repository, "uses.ts", compilation)).toEqual({ status: 0, said: "" });
    const declared = readFileSync(join(repository, outputOf(compilation), "uses.d.ts"), "utf8");
    expect(declared).toContain("export declare const row:");
  });

  it("rejects misspelt members, wrong types and unknown operations", (context) => {
    const repository = repositories(context, needs)[oldest ? "oldest" : "newest"];
    const { said } = compile(repository, "mistakes.ts", compilation, { skipLibCheck: true });
    const refused = [...said.matchAll(/^mistakes\.ts\((\d+),/gmu)].map(([, line]) => Number(line));
    const wanted = readFileSync(join(repository, "mistakes.ts"), "utf8")
      .split("\n")
      .flatMap((line, index) => (line.endsWith("// refused") ? [index + 1] : []));
    expect([...new Set(refused)], said).toEqual(wanted);
  });
});

it("shows the doc comments of members in editors", (context) => {
  const { newest } = repositories(context, { others: true });
  const { stdout } = run(newest, ["-e", hoverScript, compilers["5.9"]]);
  expect(JSON.parse(stdout)).toEqual([
    expect.stringContaining("10 to 100"),
    expect.stringContaining("STATUS"),
    expect.stringContaining("TaskExecutionId"),
  ]);
});

describe.each([
  ["20", process.env["WINDOWPANE_NODE_20"]],
  ["22", process.env["WINDOWPANE_NODE_22"]],
  ["of this process", process.execPath],
])("Node %s", (_, node = "") => {
  it("runs a program in plain JavaScript", (context) => {
    const { newest } = repositories(context);
    if (node === "") return context.skip("this version of Node is not installed");
    addSources(newest, "plain.js");
    const { stdout, stderr } = run(newest, ["plain.js"], { node });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ ...summary, overHttp: true, rules: 111, width: 2 });
  });

  it("loads the packages with require", (context) => {
    const { newest } = repositories(context);
    if (node === "") return context.skip("this version of Node is not installed");
    addSources(newest, "required.cjs");
    const { stdout, stderr } = run(newest, ["required.cjs"], { node });
    // Node 20 and 22 warn that loading ES modules with require is new.
    expect(stderr.replaceAll(/^.*(?:ExperimentalWarning|--trace-warnings).*\n/gmu, "")).toBe("");
    expect(JSON.parse(stdout)).toEqual(summary);
  });
});

describe("one package updated alone", () => {
  const [core, report, mock] = [
    "@windowpane/core",
    "@windowpane/report",
    "@windowpane/transport-mock",
  ] as const;

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ["accepts an older core", { [core]: "0.1.0", [report]: "0.1.1", [mock]: "0.1.2" }, ""],
    ["accepts a newer core", { [core]: "0.1.2", [report]: "0.1.0", [mock]: "0.1.1" }, ""],
    ["refuses a core of another minor version", { [core]: "0.2.0", [report]: "0.1.0" }, "ERESOLVE"],
  ])("npm %s", (_, versions, code) => {
    const repository = mkdtempSync(join(tmpdir(), "windowpane-update-"));
    expect(resolve(repository, versions)).toBe(code);
    rmSync(repository, { force: true, recursive: true });
  });

  it.for<readonly [string, readonly string[]]>([
    ["report", ["report"]],
    ["transport", ["transport-mock"]],
    ["report, the transport and the contract", ["report", "transport-mock", "transport-contract"]],
  ])("works if a copy of the core belongs to the %s", ([name, owners], context) => {
    const repository = repositories(context).createWithCores(`copies ${name}`, owners);
    addSources(repository, "copies.js", "summary.js");
    const { stdout, stderr } = run(repository, ["copies.js"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ ...summary, isOtherClass: owners.includes("transport-mock") });
  });
});

describe("a transport of others", () => {
  it.for([
    ["4", join(others, "node_modules/vitest-4")],
    ["5", join(root, "node_modules/vitest")],
  ] as const)("passes the contract in Vitest %s", ([version, vitest], context) => {
    const { create } = repositories(context, { others: version === "4" });
    const repository = create(`vitest ${version}`, { vitest });
    addContractExample(repository, { runner: "vitest", compiled: false });
    const { status, stdout } = run(repository, [join(vitest, "vitest.mjs"), "run", "--reporter=verbose"]);
    expect(stdout).toMatch(/Tests {2}82 passed \| 29 skipped \(111\)/u);
    expect(stdout).toMatch(/rejects plain text .*\[it reads JSON, not HTTP\]/u);
    expect(status).toBe(0);
  });

  it("passes the contract in node:test", (context) => {
    const repository = repositories(context).create("node");
    addContractExample(repository, { runner: "node:test", compiled: true });
    const { status, stdout } = run(repository, ["--test", "--test-reporter=tap"]);
    expect(stdout).toContain("# pass 82\n# fail 0\n# cancelled 0\n# skipped 29\n");
    expect(stdout).toContain("- rejects plain text # SKIP it reads JSON, not HTTP");
    expect(status).toBe(0);
  });

  it("passes the contract in Jest, and so do tests as in docs/testing-with-the-endpoint.md", (context) => {
    const repository = repositories(context, { others: true }).create("jest", {
      "@jest": join(others, "node_modules/@jest"),
    });
    const page = readFileSync(join(root, "docs/testing-with-the-endpoint.md"), "utf8");
    const config = /```js\n\/\/ jest\.config\.js\n(.+?)```/su.exec(page)?.[1] ?? "";
    const example = /```ts\n(import \{ DescribeMaintenanceWindowsCommand.+?)```/su.exec(page)?.[1] ?? "";
    const recipe = example.replace('from "vitest"', 'from "@jest/globals"');
    expect([config, recipe]).not.toContain("");
    expect(recipe).not.toBe(example);
    writeFileSync(join(repository, "jest.config.js"), config);
    writeFileSync(join(repository, "recipe.test.js"), recipe);
    addContractExample(repository, { runner: "@jest/globals", compiled: true });
    const { status, stderr } = run(repository, [join(others, "node_modules/jest/bin/jest.js"), "--verbose"], {
      env: { NODE_OPTIONS: "--experimental-vm-modules" },
    });
    expect(stderr).toContain("Tests:       29 skipped, 83 passed, 112 total");
    expect(stderr).toContain("skipped rejects plain text (skipped: it reads JSON, not HTTP)");
    expect(status).toBe(0);
  });
});

/** Bundles a file of a repository for browsers and Workers, without modules of Node. */
const bundle = async (
  repository: string,
  file: string,
  options: { readonly format: "iife" | "esm"; readonly conditions: string[] },
): Promise<string> => {
  addSources(repository, file, "summary.js");
  const { outputFiles, warnings } = await build({
    entryPoints: [join(repository, file)],
    absWorkingDir: repository,
    bundle: true,
    write: false,
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    ...options,
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? "";
};

describe("a web page", () => {
  const shown = { ...summary, overHttp: true };
  const pageOf = (newest: string): Promise<string> =>
    bundle(newest, "page.js", { format: "iife", conditions: ["browser"] });

  it("runs with what every browser has", async (context) => {
    const script = await pageOf(repositories(context).newest);
    const platform = {
      AbortController,
      AbortSignal,
      Headers,
      Response,
      TextDecoder,
      TextEncoder,
      URL,
      structuredClone,
      setTimeout,
    };
    const page: { shown?: Promise<string> } = createContext({ ...platform });
    runInContext(script, page);
    expect(JSON.parse((await page.shown) ?? "")).toEqual(shown);
  });

  it("runs in Chromium", async (context) => {
    const { newest } = repositories(context);
    if (findChromium() === undefined) return context.skip(noChromium);
    const script = await pageOf(newest);
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: script });
      const text = await page.evaluate("globalThis.shown");
      expect(JSON.parse(String(text))).toEqual(shown);
    } finally {
      await browser.close();
    }
  });
});

it("a new Worker serves the API over the mock in workerd", async (context) => {
  const { newest } = repositories(context);
  const script = await bundle(newest, "worker.js", {
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
  });
  const worker = new Miniflare({ modules: true, script, compatibilityDate: "2026-07-30", cf: false });
  try {
    const list = await worker.dispatchFetch("https://windowpane.example/v1/windows?maxResults=10");
    expect(await list.json()).toMatchObject({
      WindowIdentities: { length: 10 },
      NextToken: expect.any(String) as string,
    });
    const ssm = await worker.dispatchFetch("https://windowpane.example/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    expect(await ssm.json()).toMatchObject({ WindowIdentities: expect.any(Array) as unknown[] });
    const document = await worker.dispatchFetch("https://windowpane.example/openapi.json");
    expect(await document.json()).toMatchObject({ openapi: "3.1.0" });
  } finally {
    await worker.dispose();
  }
});

it.for([false, true])("serves the API below a path of a Hono app, oldest hono: %s", (oldest, context) => {
  const repository = repositories(context, { others: oldest })[oldest ? "oldest" : "newest"];
  const { stdout, stderr } = run(repository, ["mounted.js"]);
  expect(stderr).toBe("");
  const base = "/tools/windowpane";
  const expected = [
    `${base}/docs#problem-invalid-request`,
    404,
    "route-not-found",
    `${base}/docs`,
    true,
    `${base}/`,
    200,
    "GET, HEAD, OPTIONS",
    200,
  ];
  expect(JSON.parse(stdout)).toEqual(
    Object.fromEntries(["route", "nested", "parameter", "mount", "kept"].map((name) => [name, expected])),
  );
});
