import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationNames } from "../../src/index.ts";

const expected = JSON.stringify([
  { WindowIdentities: [{ WindowId: "mw-2", Name: "Größe 😀", Description: "***SensitiveInformation***" }] },
  "pattern",
]);

const bundle = async (footer: string, format: "iife" | "esm"): Promise<string> => {
  const contents = `import { run } from ${JSON.stringify(fileURLToPath(new URL("./run.ts", import.meta.url)))};\n${footer}`;
  const result = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    write: false,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    format,
  });
  return result.outputFiles[0]?.text ?? "";
};

describe("the core runs", () => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-hosts-"));
  const script = join(folder, "run.mjs");

  beforeAll(async () => {
    writeFileSync(script, await bundle("run().then((text) => process.stdout.write(text));", "esm"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("in the Node version of the tests", () => {
    expect(execFileSync(process.execPath, [script], { encoding: "utf8" })).toBe(expected);
  });

  it.for(["20", "22"])("in Node %s", (version, { skip }) => {
    const path = process.env[`WINDOWPANE_NODE_${version}`];
    if (path === undefined || path === "") {
      return skip(`no Node ${version} here; WINDOWPANE_NODE_${version} names one`);
    }
    expect(execFileSync(path, ["--version"], { encoding: "utf8" })).toMatch(new RegExp(`^v${version}\\.`));
    expect(execFileSync(path, [script], { encoding: "utf8" })).toBe(expected);
  });

  it("with require of CommonJS", () => {
    const built = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
    const code = "process.stdout.write(String(require(process.argv[1]).operationNames.length))";
    const flags = ["--input-type=commonjs", "--disable-warning=ExperimentalWarning"];
    expect(execFileSync(process.execPath, [...flags, "-e", code, built], { encoding: "utf8" })).toBe(
      String(operationNames.length),
    );
  });

  it("without any platform: no process, fetch, console or timers", async () => {
    const code = await bundle("globalThis.result = run();", "iife");
    const host: { result?: Promise<string> } = {};
    runInNewContext(code, host);
    expect(await host.result).toBe(expected);
  });

  it("in workerd, without eval", async () => {
    const code = await bundle("export default { fetch: async () => new Response(await run()) };", "esm");
    const worker = new Miniflare({ modules: true, script: code, compatibilityDate: "2026-01-01" });
    try {
      const response = await worker.dispatchFetch("http://core.test/");
      expect(await response.text()).toBe(expected);
    } finally {
      await worker.dispose();
    }
  });

  it("in a browser", async ({ skip }) => {
    // On some systems, the name belongs to a script that explains how to install the browser.
    const browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
      (path) => spawnSync(path, ["--version"]).status === 0,
    );
    if (browser === undefined) return skip("no Chromium on this machine");
    expect(await pageText(browser, folder)).toContain(`${expected}</body>`);
  });
});

const pageText = async (browser: string, folder: string): Promise<string> => {
  const code = await bundle("run().then((text) => { document.body.textContent = text; });", "iife");
  const page = join(folder, "page.html");
  const script = `<script>${code.replaceAll("</script", "<\\/script")}</script>`;
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><body>${script}`);
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
  ];
  const profile = `--user-data-dir=${join(folder, "profile")}`;
  return execFileSync(
    browser,
    [...flags, "--disable-sync", "--virtual-time-budget=5000", profile, "--dump-dom", `file://${page}`],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
};
