/** The program as users install it: the tarball with npm, without a registry, and the single executable. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { spawn as spawnOnTerminal } from "@lydell/node-pty";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildExecutable } from "../../src/release/executable/step.ts";
import { whyUnusable } from "../../src/release/executable/node-program.ts";
import { packPackages } from "../../src/release/pack.ts";
import { packagesNamed } from "../../src/release/published.ts";
import { root } from "../../src/workspace/root.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { version } = JSON.parse(read("apps/terminal/package.json")) as { version: string }; // npm's rule.

const folder = mkdtempSync(join(tmpdir(), "windowpane-installed-"));
afterAll(() => rmSync(folder, { force: true, recursive: true }));

/** Environment of a machine without AWS configuration. */
const env: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: folder,
  TZ: "UTC",
  LANG: "C.UTF-8",
  AWS_EC2_METADATA_DISABLED: "true",
};

const run = async (file: string, args: readonly string[], added: NodeJS.ProcessEnv = {}): Promise<string> => {
  const { stdout } = await promisify(execFile)(file, [...args], { cwd: folder, env: { ...env, ...added } });
  return stdout;
};

/** Expects the size that README.md and docs/install.md give, loosely: it is rounded, and the program grows. */
const expectSize = (bytes: number, way: string): void => {
  for (const document of ["README.md", "docs/install.md"]) expectSizeIn(document, bytes, way);
};

const expectSizeIn = (document: string, bytes: number, way: string): void => {
  const [header = "", , ...rows] = read(document)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const cellsOf = (line: string): readonly string[] => line.split("|").map((cell) => cell.trim());
  const row = rows.find((line) => cellsOf(line)[1] === way) ?? "";
  const documented = Number.parseFloat(cellsOf(row)[cellsOf(header).indexOf("on disk")] ?? "");
  const advice = `delete apps/*/dist and build again, or correct ${document}`;
  expect(bytes / 1e6, advice).toBeGreaterThan(documented * 0.75);
  expect(bytes / 1e6, advice).toBeLessThan(documented * 1.25);
};

describe.skipIf(process.platform === "win32")("the tarball", () => {
  let tarball: string;
  let npmEnv: NodeJS.ProcessEnv;

  beforeAll(() => {
    [tarball = ""] = packPackages(packagesNamed(["windowpane"]), {
      out: join(folder, "packed"),
      project: undefined,
    });
    // `#!/usr/bin/env node` finds the oldest Node that is here.
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync(process.env["WINDOWPANE_NODE_20"] || process.execPath, join(bin, "node"));
    npmEnv = {
      PATH: [bin, env["PATH"]].join(delimiter),
      npm_config_cache: join(folder, "cache"),
      npm_config_offline: "true",
    };
  });

  it("is installed alone, and runs", async () => {
    const prefix = join(folder, "prefix");
    const said = await run("npm", ["install", "--global", "--prefix", prefix, "--no-audit", tarball], npmEnv);
    expect(said).toContain("added 1 package in");
    expect(await run(join(prefix, "bin/windowpane"), ["--version"], npmEnv)).toBe(`${version}\n`);
    const size = await run("du", ["-sk", "--apparent-size", join(prefix, "lib/node_modules/windowpane")]);
    expectSize(Number.parseInt(size, 10) * 1024, "npm");
  });

  it("runs with npx", async () => {
    const args = ["--yes", "--package", tarball, "windowpane", "windows", "--demo=documentation"];
    expect(await run("npx", args, npmEnv)).toContain("TestMaintWin");
  });
});

describe("the executable", () => {
  let program: string;
  const reason = whyUnusable(process.execPath);
  beforeAll(async () => {
    if (reason === undefined) ({ program } = await buildExecutable({ out: folder }));
  });
  beforeEach(({ skip }) => {
    if (reason !== undefined) skip(reason);
  });

  it("has the documented size, and the licences of Node and of every bundled package beside it", () => {
    expectSize(statSync(program).size, "executable");
    const notices = readFileSync(join(dirname(program), "THIRD-PARTY-NOTICES.txt"), "utf8");
    expect(notices).toContain(`Node.js ${process.version}`);
    expect(notices).toContain("OpenSSL");
    expect(notices).toContain(read("apps/terminal/dist/THIRD-PARTY-NOTICES.txt"));
  });

  it("prints what the package prints, without Node on the PATH, and leaves NODE_OPTIONS to Node", async () => {
    const alone = { PATH: "/nonexistent", NODE_OPTIONS: "--require /nonexistent" };
    const main = join(root, "apps/terminal/dist/main.js");
    for (const args of [
      ["--version"],
      ["--help"],
      ["completion", "zsh"],
      ["windows", "--demo=documentation"],
    ])
      expect(await run(program, args, alone)).toBe(await run(process.execPath, [main, ...args]));
    expect(await run(program, ["failures", "--demo"], alone)).toContain("Package manager locked");
  });

  it("names its modules in stack traces as files below the program, where no file can be", async () => {
    const args = ["windows", "--endpoint-url", "http://127.0.0.1:9", "--debug"];
    const aws = { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "y", AWS_REGION: "eu-west-1" };
    await expect(run(program, args, aws)).rejects.toThrow(`${program}/dist/chunks/`);
  });

  it("runs a query in a separate process", async () => {
    const archive = ["--archive", join(folder, "archive.sqlite")];
    await run(program, ["collect", "--demo=documentation", ...archive]);
    const said = await run(program, [
      "archive",
      "query",
      "select 6 * 7 as answer",
      ...archive,
      "--output",
      "json",
    ]);
    expect(JSON.parse(said)).toEqual([{ answer: 42 }]);
  });

  it("serves its page", async () => {
    const server = spawn(program, ["serve", "--demo", "--port", "0"], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      let address = "";
      for await (const line of createInterface({ input: server.stderr })) {
        [address = ""] = /http:\/\/127\.0\.0\.1:\d+/u.exec(line) ?? [];
        if (address !== "") break;
      }
      const page = await fetch(address, {
        headers: { accept: "text/html" },
      });
      const [script = ""] = /assets\/main-\w+\.js/u.exec(await page.text()) ?? [];
      const { headers, status } = await fetch(`${address}/${script}`, {
        headers: { "sec-fetch-site": "same-origin" },
      });
      expect({ status, type: headers.get("content-type") }).toEqual({
        status: 200,
        type: "text/javascript; charset=utf-8",
      });
    } finally {
      server.kill();
      await once(server, "close");
    }
  });

  it("shows the UI on a terminal, and quits", async () => {
    const tty = spawnOnTerminal(program, ["--demo"], { cols: 100, rows: 30, name: "xterm-256color", env });
    let shown = "";
    const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => {
      tty.onExit(resolve);
      tty.onData((text) => {
        const before = shown;
        shown += text;
        if (!before.includes("linux-patch-nightly") && shown.includes("linux-patch-nightly")) tty.write("q");
      });
    });
    expect(shown).toContain("linux-patch-nightly");
    expect(exitCode).toBe(0);
  });
});
