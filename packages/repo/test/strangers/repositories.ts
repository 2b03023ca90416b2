/**
 * Repositories of users: folders outside this one, into which npm installs the packages as they would be published. They
 * cannot find anything else of this repository.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { runNpm } from "../../src/release/npm.ts";
import { packPackages } from "../../src/release/pack.ts";
import { packagesNamed } from "../../src/release/published.ts";
import { root } from "../../src/workspace/root.ts";
import { blocksOf, fileNameOf } from "../documents/blocks.ts";

/** Folder with old compilers, the oldest peer dependencies and other test runners. `.ci/run` installs them. */
export const others = process.env["WINDOWPANE_STRANGERS"] ?? "";
export const needsOthers = "no old versions; set WINDOWPANE_STRANGERS to a folder that has them";

const sources = fileURLToPath(new URL(".", import.meta.url));

/** What users install, except the package of AWS's SDK, which has 70 MB: it is linked. */
const installed = [
  "core",
  "endpoint",
  "http-api",
  "report",
  "text",
  "transport-contract",
  "transport-http",
  "transport-mock",
];

/** Packages that are linked from this repository. */
const linked = ["@aws-sdk/client-ssm", "@types/node"] as const;

/** The repositories of one run of the tests. */
export interface Repositories {
  /** Has the newest versions of peer dependencies. */
  readonly newest: string;
  /** Has the oldest versions in our ranges. Only if `others` is set. */
  readonly oldest: string;
  /** Creates a repository with the packages of `newest` and links to others. */
  create(name: string, links?: Readonly<Record<string, string>>): string;
  /** Creates a repository in which each of these packages has a separate copy of the core. */
  createWithCores(name: string, owners: readonly string[]): string;
  /** Removes all of them. */
  remove(): void;
}

/** Path of a package that this repository has installed. */
export const installedHere = (name: string): string => {
  const place = [
    join(root, "packages/transport-aws/node_modules", name),
    join(root, "node_modules", name),
  ].find((path) => existsSync(path));
  if (place === undefined) throw new Error(`${name} is not installed`);
  return place;
};

const link = (target: string, path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
};

/** Installs the packages. Returns why not if npm cannot reach its registry. */
export const createRepositories = (): Repositories | string => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-strangers-"));
  const remove = (): void => rmSync(folder, { force: true, recursive: true });
  try {
    const newest = emptyRepository(folder, "newest");
    const problem = installInto(newest);
    if (problem !== undefined) {
      remove();
      return problem;
    }
    for (const name of linked) link(installedHere(name), join(newest, "node_modules", name));
    return {
      newest,
      oldest: others === "" ? "" : oldestOf(newest, folder),
      create: (name, links = {}) => {
        const repository = emptyRepository(folder, name);
        linkAll(newest, repository, Object.keys(links));
        for (const [one, target] of Object.entries(links))
          link(target, join(repository, "node_modules", one));
        return repository;
      },
      createWithCores: (name, owners) => {
        const repository = withCopies(newest, folder, name);
        for (const owner of owners) {
          const own = join("node_modules/@windowpane", owner, "node_modules/@windowpane/core");
          cpSync(join(newest, "node_modules/@windowpane/core"), join(repository, own), { recursive: true });
        }
        return repository;
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
};

const emptyRepository = (folder: string, name: string): string => {
  const repository = join(folder, name);
  mkdirSync(repository);
  writeFileSync(join(repository, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  return repository;
};

const installInto = (repository: string): string | undefined => {
  const named = (names: readonly string[]) => packagesNamed(names.map((name) => `@windowpane/${name}`));
  const tarballs = packPackages(named([...installed, "transport-aws"]), {
    out: join(repository, "../tarballs"),
    project: undefined,
  });
  const [aws = ""] = tarballs.filter((path) => path.includes("transport-aws"));
  const ours = tarballs.filter((path) => path !== aws);
  // Uses npm's cache for the packages of others, and does not retry for minutes.
  const options = "--ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1 --loglevel=error";
  const hono = JSON.parse(readFileSync(join(installedHere("hono"), "package.json"), "utf8")) as {
    version: string;
  };
  const { status, stderr } = runNpm(["install", ...options.split(" "), ...ours, `hono@${hono.version}`], {
    cwd: repository,
  });
  if (status !== 0) {
    // npm reports a registry that does not answer in many ways, even as conflicting versions.
    const view = runNpm(["view", "hono", "version", "--prefer-online", "--fetch-retries=0"], {
      cwd: repository,
    });
    if (view.status !== 0) return "the npm registry does not answer";
    throw new Error(`npm could not install the packages:\n${stderr}`);
  }
  // npm would install the peer, AWS's SDK.
  const target = join(repository, "node_modules/@windowpane/transport-aws");
  mkdirSync(target);
  const { error, status: code } = spawnSync("tar", ["-xzf", aws, "-C", target, "--strip-components=1"]);
  if (error !== undefined || code !== 0) throw error ?? new Error(`tar could not unpack ${aws}`);
  return undefined;
};

/** Names of the installed packages, with their scope. */
const packagesIn = (repository: string): readonly string[] =>
  readdirSync(join(repository, "node_modules")).flatMap((name) => {
    if (name.startsWith(".")) return [];
    if (!name.startsWith("@")) return [name];
    return readdirSync(join(repository, "node_modules", name)).map((one) => `${name}/${one}`);
  });

const linkAll = (from: string, repository: string, except: readonly string[]): void => {
  for (const name of packagesIn(from))
    if (!except.includes(name))
      link(join(from, "node_modules", name), join(repository, "node_modules", name));
};

/** Creates a repository with copies of our packages, because each finds its dependencies from its own place. */
const withCopies = (newest: string, folder: string, name: string, except: readonly string[] = []): string => {
  const repository = emptyRepository(folder, name);
  const scope = "node_modules/@windowpane";
  cpSync(join(newest, scope), join(repository, scope), { recursive: true });
  linkAll(newest, repository, [...except, ...packagesIn(repository)]);
  return repository;
};

const oldestOf = (newest: string, folder: string): string => {
  const peers = ["@aws-sdk/client-ssm", "hono"];
  const oldest = withCopies(newest, folder, "oldest", peers);
  for (const name of peers) link(join(others, "node_modules", name), join(oldest, "node_modules", name));
  return oldest;
};

/** Copies files of this folder into a repository. */
export const addSources = (repository: string, ...files: readonly string[]): void => {
  for (const file of files) cpSync(join(sources, file), join(repository, file));
};

/** Writes the example of docs/transport.md, a transport and its contract test, for a test runner. */
export const addContractExample = (
  repository: string,
  { runner, compiled }: { readonly runner: string; readonly compiled: boolean },
): void => {
  const blocks = blocksOf("docs/transport.md").filter((block) => fileNameOf(block) !== undefined);
  if (blocks.length !== 2) throw new Error("docs/transport.md does not have one transport and one test.");
  for (const block of blocks) {
    const text = block.text.replace('from "vitest"', `from "${runner}"`);
    const name = fileNameOf(block) ?? "";
    if (compiled)
      writeFileSync(
        join(repository, name.replace(/\.ts$/u, ".js")),
        transformSync(text, { loader: "ts" }).code,
      );
    else writeFileSync(join(repository, name), text);
  }
};

/** Runs a program in a repository, without the settings of this process. */
export const run = (
  repository: string,
  args: readonly string[],
  { node = process.execPath, env = {} }: { readonly node?: string; readonly env?: NodeJS.ProcessEnv } = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } => {
  const { NODE_OPTIONS: _, VITEST: __, NODE_ENV: ___, ...inherited } = process.env;
  const { status, stdout, stderr, error } = spawnSync(node, args, {
    cwd: repository,
    encoding: "utf8",
    env: { ...inherited, NO_COLOR: "1", ...env },
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
};
