/**
 * Keeps package-lock.json usable on every platform. `node src/lockfile.ts` fixes it, `--check` only reports problems.
 *
 * Tools with native code have one optional dependency per platform. If the registry lacks one of them, npm omits it from
 * the lockfile without a warning. `npm ci` (seen with 11.19) then rejects the lockfile on all platforms. This script adds
 * the missing entries: the tool's entry has their name and version, and the name contains the platform. They have no
 * integrity hash, which npm allows.
 *
 * It also removes registry URLs, because each user may have a different registry. If a package.json and the lockfile
 * disagree, it reports that `npm install` is needed.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { platformOf, type Platform } from "./platform-of.ts";
import { root } from "./workspace/root.ts";

type Dependencies = {
  readonly [Kind in (typeof kinds)[number]]?: Readonly<Record<string, string>>;
};

interface Entry extends Partial<Platform>, Dependencies {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
}

const file = join(root, "package-lock.json");

// npm has written this format since npm 7.
const lock = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
const { packages } = lock;

/** Paths at which Node looks for a dependency of the package at `from`, nearest first. */
const candidates = (from: string, name: string): string[] => {
  if (from === "") return [`node_modules/${name}`];
  const folders = from.split("/node_modules/");
  const nested = folders.map((_, index) => folders.slice(0, folders.length - index).join("/node_modules/"));
  return [...nested.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
};

const isLocked = (from: string, name: string, version: string): boolean =>
  candidates(from, name).some((path) => {
    const known = packages[path]?.version;
    // Tools pin the exact versions of their platform packages. Only npm can resolve a range.
    return known !== undefined && (known === version || !/^\d/.test(version));
  });

const faults: string[] = [];
for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved?.includes("://") === true) {
    faults.push(`${path} contains a registry URL`);
    delete entry.resolved;
  }
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name, version)) continue;
    faults.push(
      `${name} ${version}, an optional dependency of ${path === "" ? "the repository" : path}, is missing`,
    );
    const top = `node_modules/${name}`;
    const { cpu, libc, os } = platformOf(name);
    packages[packages[top] === undefined ? top : `${path}/node_modules/${name}`] = {
      version,
      cpu,
      ...(entry.dev === true ? { dev: true } : {}),
      ...(libc === undefined ? {} : { libc }),
      optional: true,
      os,
    };
  }
}

const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;
const stale = globSync(["package.json", "packages/*/package.json", "apps/*/package.json"], {
  cwd: root,
}).filter((path) => {
  // npm validates these files.
  const wanted = JSON.parse(readFileSync(join(root, path), "utf8")) as Dependencies;
  const locked = packages[dirname(path) === "." ? "" : dirname(path).replaceAll("\\", "/")];
  return kinds.some((kind) => !isDeepStrictEqual(locked?.[kind] ?? {}, wanted[kind] ?? {}));
});
for (const path of stale)
  console.error(`The dependencies in package-lock.json and ${path} differ. Run \`npm install\`.`);
if (stale.length > 0) process.exitCode = 1;

if (faults.length > 0 && process.argv.includes("--check")) {
  console.error(`package-lock.json does not install on every platform:\n  ${faults.join("\n  ")}`);
  console.error("Run `npm run lockfile` and commit package-lock.json.");
  process.exitCode = 1;
} else if (faults.length > 0) {
  const ordered = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(ordered) }, null, 2)}\n`);
  console.error(
    `Fixed ${faults.length} ${faults.length === 1 ? "problem" : "problems"} in package-lock.json.`,
  );
}
