/** What users install: the contents of the tarballs, and what parts of the core add to a bundle. */
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packPackages } from "../../src/release/pack.ts";
import { findProject } from "../../src/release/project.ts";
import {
  packagesNamed,
  publishedPackages,
  tarballName,
  type PublishedPackage,
} from "../../src/release/published.ts";
import { stagePackage } from "../../src/release/stage.ts";
import { readTarball, tarballProblems, type Tarball } from "../../src/release/tarball.ts";
import { root } from "../../src/workspace/root.ts";

const packages = publishedPackages();
const project = findProject({ repository: "github:windowpane/windowpane" });

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-tarballs-"));
  packPackages(packages, { out: folder, project });
});

afterAll(() => rmSync(folder, { force: true, recursive: true }));

/** Tarballs that were read: reading one starts three programs. */
const tarballs = new Map<string, Tarball>();

const tarballOf = (one: PublishedPackage): Tarball => {
  const tarball = tarballs.get(one.name) ?? readTarball(join(folder, tarballName(one)));
  tarballs.set(one.name, tarball);
  return tarball;
};

describe.each(packages.map((one) => [one.name, one] as const))("%s", (_, one) => {
  it("has what its package.json promises, and nothing of the repository", () => {
    expect(tarballProblems(one, tarballOf(one), { project })).toEqual([]);
  });

  it("links to files that exist at the tag of the release", () => {
    const { readme } = tarballOf(one);
    const linked = [
      ...readme.matchAll(/github\.com\/windowpane\/windowpane\/(?:blob|tree)\/v[\d.]+\/([^)#\s"]+)/gu),
    ];
    expect(linked.map(([, path = ""]) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("belongs to the project in the registry", () => {
    expect(tarballOf(one).manifest).toMatchObject({
      homepage: `https://github.com/windowpane/windowpane/tree/HEAD/${one.directory}#readme`,
      bugs: { url: "https://github.com/windowpane/windowpane/issues" },
      repository: {
        type: "git",
        url: "git+https://github.com/windowpane/windowpane.git",
        directory: one.directory,
      },
    });
  });
});

it("refuses tarballs with the URLs of another project", () => {
  const [core] = packagesNamed(["@windowpane/core"]);
  if (core === undefined) throw new Error("@windowpane/core is not published");
  const fork = findProject({ repository: "github:fork/windowpane" });
  expect(tarballProblems(core, tarballOf(core), { project: fork })).toEqual([
    "The tarball of @windowpane/core: its package.json or README is not the one of this commit. Pack it again.",
  ]);
});

it("packs the same bytes again, for a user with another umask", () => {
  const again = mkdtempSync(join(tmpdir(), "windowpane-tarballs-again-"));
  const [text] = packagesNamed(["@windowpane/text"]);
  if (text === undefined) throw new Error("@windowpane/text is not published");
  const hash = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
  const umask = process.umask(0o077);
  try {
    const [tarball = ""] = packPackages([text], { out: again, project });
    expect(hash(tarball)).toBe(hash(join(folder, tarballName(text))));
  } finally {
    process.umask(umask);
    rmSync(again, { force: true, recursive: true });
  }
});

it("refuses a package that is not built", () => {
  const [core] = packagesNamed(["@windowpane/core"]);
  if (core === undefined) throw new Error("@windowpane/core is not published");
  const unbuilt = { ...core, directory: "packages/unbuilt" };
  expect(() => stagePackage(unbuilt, { folder: join(folder, "unbuilt"), project })).toThrow(
    "@windowpane/core has no ./dist/index.d.ts. Run `turbo run build --filter=@windowpane/core`",
  );
});

it.each([
  [
    "pack",
    "is not built: ./dist/index.js does not exist. Run `npm run release -- pack --out FOLDER unbuilt`",
  ],
  ["publish", "cannot be published from its folder. Run `npm run release -- publish`"],
])("refuses npm %s in the folder of an unbuilt package", (command, message) => {
  const unbuilt = join(folder, `guard-${command}`);
  mkdirSync(unbuilt);
  const manifest = { name: "unbuilt", exports: { ".": { default: "./dist/index.js" } } };
  writeFileSync(join(unbuilt, "package.json"), JSON.stringify(manifest));
  const guard = fileURLToPath(new URL("../../src/release/guard.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [guard, command], {
    cwd: unbuilt,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain(`unbuilt ${message}`);
});

it("refuses all published packages in their folders", () => {
  const guard = "node ../repo/src/release/guard.mjs";
  expect(
    packages.map(({ manifest: { scripts = {} } }) => [scripts["prepack"], scripts["prepublishOnly"]]),
  ).toEqual(
    packages.map(({ directory }) => {
      const command = directory.startsWith("packages/")
        ? guard
        : guard.replace("../repo", "../../packages/repo");
      return [`${command} pack`, `${command} publish`];
    }),
  );
});

describe("in a bundle, minified and gzipped", () => {
  beforeAll(() => {
    const modules = join(folder, "node_modules/@windowpane");
    for (const one of packagesNamed(["@windowpane/core", "@windowpane/transport-http"])) {
      const target = join(modules, one.name.replace("@windowpane/", ""));
      mkdirSync(target, { recursive: true });
      spawnSync("tar", ["-xzf", join(folder, tarballName(one)), "--strip-components=1", "-C", target]);
    }
    for (const name of ["zod", "eventsource-parser"])
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  });

  // KiB. Each new operation adds 50 to 100 bytes to the last two.
  it.each([
    [
      "a list of values",
      0.5,
      'import { executionStatuses } from "@windowpane/core"; console.log(executionStatuses);',
    ],
    [
      "the shape of an operation",
      5,
      'import { shapeOf } from "@windowpane/core"; console.log(shapeOf("ListCommands", "input"));',
    ],
    [
      "the JSON Schema of an operation",
      6,
      'import { jsonSchema } from "@windowpane/core"; console.log(jsonSchema("ListCommands", "input"));',
    ],
    [
      "a client over HTTP",
      20,
      `import { createClient } from "@windowpane/core";
       import { httpTransport } from "@windowpane/transport-http";
       console.log(createClient(httpTransport({ url: "https://windowpane.example" })));`,
    ],
  ])("%s takes at most %s KiB", async (_, limit, contents) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      format: "esm",
      minify: true,
      platform: "neutral",
      mainFields: ["module", "main"],
      write: false,
      logLevel: "silent",
    });
    const [file] = outputFiles;
    expect(gzipSync(file?.contents ?? "", { level: 9 }).length / 1024).toBeLessThan(limit);
  });
});
