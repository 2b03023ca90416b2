/** What is checked before a release, and what happens when npm fails. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findProblems, npmProblems } from "../../src/release/checks.ts";
import { findProject } from "../../src/release/project.ts";
import { publishTarballs } from "../../src/release/publish-tarballs.ts";
import { tarballName, type PublishedPackage } from "../../src/release/published.ts";
import { contentProblems } from "../../src/release/published-versions.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-publish-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { force: true, recursive: true });
});

const packageAt = (version: string, name = "core"): PublishedPackage => ({
  name: `@windowpane/${name}`,
  version,
  directory: `packages/${name}`,
  manifest: { name: `@windowpane/${name}`, version },
});

describe("before a release", () => {
  const git = (...args: readonly string[]): void => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@windowpane.example"];
    execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "ignore" });
  };
  const commit = (surface: string, tag: string): void => {
    mkdirSync(join(folder, "packages/core"), { recursive: true });
    writeFileSync(join(folder, "packages/core/surface.api.md"), surface);
    git("add", "--all");
    git("commit", "--allow-empty", "--message", tag);
    git("tag", tag);
  };
  const problems = (
    packages: readonly PublishedPackage[],
    env: NodeJS.ProcessEnv = {},
    repository = "owner/windowpane",
  ): readonly string[] =>
    findProblems(packages, { from: folder, project: findProject({ fields: { repository } }), env });

  beforeEach(() => {
    git("init", "--quiet");
    commit("one", "v0.1.0");
  });

  it("accepts a clean commit with its tag", () => {
    const env = { GITHUB_REPOSITORY: "Owner/windowpane", GITHUB_SERVER_URL: "https://github.com" };
    expect(problems([packageAt("0.1.0"), packageAt("0.1.0", "text")], env)).toEqual([]);
  });

  it("reports everything that is missing, with what to do", () => {
    mkdirSync(join(folder, ".changeset"));
    writeFileSync(join(folder, ".changeset/change.md"), "");
    const env = { GITHUB_REPOSITORY: "fork/windowpane" };
    expect(problems([packageAt("0.2.0"), packageAt("0.1.0", "text")], env)).toEqual([
      "@windowpane/text is 0.1.0, but @windowpane/core is 0.2.0. Run `npm run release -- version`.",
      "1 changeset is not part of a version yet. Run `npm run release -- version` and commit the result.",
      "There are uncommitted changes. Commit them, or remove them:\n?? .changeset/",
      "`repository` of the root package.json is https://github.com/owner/windowpane, but this workflow runs in " +
        "https://github.com/fork/windowpane. npm rejects the provenance of such packages. Correct the field.",
    ]);
  });

  it("reports an empty repository, and that there is no version yet, instead of a tag for it", () => {
    const reported = [
      'The field `repository` of the root package.json is empty. Set it, for example to "https://github.com/OWNER/windowpane".',
      "There is no version yet. Describe the changes with `npx changeset`, and run `npm run release -- version`.",
    ];
    const env = { GITHUB_REPOSITORY: "fork/windowpane" };
    expect(problems([packageAt("0.0.0")], env, "")).toEqual(reported);
  });

  it("names a tag that is missing, on another commit, or not the one of the workflow", () => {
    commit("one", "v0.2.0");
    expect(problems([packageAt("0.3.0")])).toEqual([
      "The current commit has no tag v0.3.0. Run `git tag v0.3.0` on the commit of the release.",
    ]);
    expect(problems([packageAt("0.1.0")])).toEqual([
      "The tag v0.1.0 is on another commit. Run `git checkout v0.1.0` to publish that commit, or release a new version.",
    ]);
    const env = { GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v0.2.1" };
    expect(problems([packageAt("0.2.0")], env)).toEqual([
      "The workflow runs for the tag v0.2.1, but the packages need v0.2.0. Delete the tag v0.2.1, and push v0.2.0.",
    ]);
    expect(problems([packageAt("0.2.0")], { ...env, GITHUB_REF_NAME: "v0.2.0" })).toEqual([]);
  });

  it("refuses a patch release that changes a public API", () => {
    commit("one", "v0.1.1");
    expect(problems([packageAt("0.1.1")])).toEqual([]);
    commit("two", "v0.1.2");
    expect(problems([packageAt("0.1.2")])).toEqual([
      expect.stringContaining("The public API of @windowpane/core differs from v0.1.0."),
    ]);
    git("tag", "--delete", "v0.1.0");
    expect(problems([packageAt("0.1.2")])).toEqual([expect.stringContaining("Run `git fetch --tags`.")]);
  });
});

it("needs an npm that publishes without a token", () => {
  const old = ["10.9.3", "11.5.0"];
  const recent = ["11.5.1", "11.19.1", "12.0.0"];
  expect(old.flatMap(npmProblems).join(" ")).toMatch(
    /npm 10\.9\.3 needs a token.+npm 11\.5\.0 needs a token/u,
  );
  expect(recent.flatMap(npmProblems)).toEqual([]);
});

describe("publishing", () => {
  const packages = ["core", "text", "report"].map((name) => packageAt("0.1.0", name));
  let server: Server;
  let registry: string;

  /** A registry that has core, and an npm that cannot publish report. */
  beforeEach(async () => {
    server = createServer(({ url }, response) => {
      response.statusCode = url === "/@windowpane%2fcore" ? 200 : 404;
      response.end('{ "versions": { "0.1.0": {} } }');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const npm = join(folder, "npm-cli.cjs");
    writeFileSync(
      npm,
      'if (process.argv[3].includes("report")) { console.error("npm error E503"); process.exit(1); }',
    );
    vi.stubEnv("npm_execpath", npm);
    vi.stubEnv("npm_node_execpath", process.execPath);
  });

  afterEach(async () => new Promise((resolve) => server.close(resolve)));

  it("stops at a failure, says what is published, and how to continue", async () => {
    const lines: string[] = [];
    const run = publishTarballs([...packages, packageAt("0.1.0", "sources")], {
      folder,
      registry,
      report: (line) => lines.push(line),
    });
    await expect(run).rejects.toThrow(
      "npm did not publish @windowpane/report 0.1.0. Its message is above.\n" +
        "Published: @windowpane/core 0.1.0, @windowpane/text 0.1.0.\n" +
        "Not published: @windowpane/report 0.1.0, @windowpane/sources 0.1.0.\n" +
        "Fix the problem and run the same command again: it skips what is published.",
    );
    expect(lines).toEqual([
      "@windowpane/core 0.1.0: already published",
      "@windowpane/text 0.1.0: published",
      "npm error E503",
    ]);
  });

  it("refuses to publish to a registry that it cannot read", async () => {
    const run = publishTarballs(packages, { folder, registry: "http://127.0.0.1:1/", report: () => {} });
    await expect(run).rejects.toThrow("http://127.0.0.1:1/@windowpane%2fcore cannot be read");
  });
});

describe("a version that the registry has", () => {
  const core = packageAt("0.1.0");
  let server: Server;
  let registry: string;
  let theirs: Buffer;

  beforeEach(async () => {
    server = createServer(({ url }, response) => {
      const dist = { integrity: "sha512-of-other-bytes", tarball: `${registry}tarball` };
      response.end(url === "/tarball" ? theirs : JSON.stringify({ versions: { "0.1.0": { dist } } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterEach(async () => new Promise((resolve) => server.close(resolve)));

  const problems = async (): Promise<readonly string[]> => contentProblems([core], { folder, registry });

  it("has to have the same content, however it is compressed", async () => {
    const content = Buffer.from("the same content, the same content");
    writeFileSync(join(folder, tarballName(core)), gzipSync(content, { level: 0 }));
    theirs = gzipSync(content, { level: 9 });
    expect(await problems()).toEqual([]);
    theirs = gzipSync("content of another commit");
    expect(await problems()).toEqual([
      "@windowpane/core 0.1.0 is published with other content, and cannot be replaced. " +
        "Publish from the commit from which it was published, or release a patch version.",
    ]);
  });
});
