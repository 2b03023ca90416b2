import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let root: string;

/** A repository without installed packages. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "windowpane-setup-"));
  mkdirSync(join(root, "packages/repo/src"), { recursive: true });
  copyFileSync(new URL("../setup.cjs", import.meta.url), join(root, "packages/repo/setup.cjs"));
  writeFileSync(
    join(root, "packages/repo/src/start.ts"),
    "console.log('started', process.argv.slice(2).join(' '));",
  );
  lock({});
});

afterEach(() => rmSync(root, { force: true, recursive: true }));

const lock = (dependencies: Readonly<Record<string, string>>): void => {
  const project = { name: "project", version: "1.0.0", dependencies };
  const installed = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}`,
    { version },
  ]);
  writeFileSync(join(root, "package.json"), JSON.stringify(project));
  writeFileSync(
    join(root, "package-lock.json"),
    JSON.stringify({ lockfileVersion: 3, packages: { "": project, ...installed } }),
  );
};

const setUp = (args: readonly string[], { env = {}, pretend = "" } = {}) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-e", `${pretend}; require("./packages/repo/setup.cjs")`, "setup.cjs", ...args],
    { cwd: root, encoding: "utf8", env: { ...process.env, npm_config_cache: join(root, "cache"), ...env } },
  );
  return { status, stdout, stderr };
};

it.each(["10.24.1", "18.20.8"])("rejects Node %s before it does anything else", (version) => {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  expect(setUp(["start"], { pretend })).toEqual({
    status: 1,
    stdout: "",
    stderr:
      `Windowpane needs Node 20 or newer. This is Node ${version}.\n` +
      "Install a current Node from https://nodejs.org and run the same command again.\n",
  });
});

it("installs once, and again only when the lockfile changed", () => {
  const installing = "Installing the packages of package-lock.json";
  expect(setUp(["start", "a", "--b"])).toMatchObject({ status: 0, stdout: "started a --b\n" });
  expect(setUp(["start"])).toEqual({ status: 0, stdout: "started \n", stderr: "" });
  writeFileSync(join(root, "package-lock.json"), '{ "lockfileVersion": 3, "packages": { "": {} } }\n');
  expect(setUp(["start"]).stderr).toContain(installing);
});

it("reports an unreachable registry on every run", () => {
  lock({ "some-package": "1.0.0" });
  // Nothing listens on port 1.
  const env = { npm_config_registry: "http://127.0.0.1:1/", npm_config_offline: "false" };
  for (const _ of [1, 2]) {
    const { status, stdout, stderr } = setUp(["start"], { env });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("The packages could not be downloaded from the npm registry (ECONNREFUSED).");
    expect(stderr).toContain("Check the network, the proxy and `npm config get registry`");
  }
});

it("retries a failed registry exactly once", () => {
  const npm = join(root, "npm-cli.js");
  writeFileSync(
    npm,
    'require("node:fs").appendFileSync("runs", "x"); console.error("npm error code ECONNRESET"); process.exit(1);',
  );
  const { stderr } = setUp(["start"], { env: { npm_execpath: npm } });
  expect(readFileSync(join(root, "runs"), "utf8")).toBe("xx");
  expect(stderr).toContain("The npm registry failed to respond. Trying again ...");
  expect(stderr).toContain("The packages could not be downloaded from the npm registry (ECONNRESET).");
});

it("rejects an unknown command", () => {
  expect(setUp(["deploy"]).stderr).toContain("Unknown command `deploy`.");
});
