/**
 * Keeps package-lock.json usable on every platform: `node src/lockfile.ts` mends it, `--check` only says what is wrong.
 *
 * Tools with native code list one optional package per platform. Where the registry lacks some of them, npm leaves
 * them out of the lockfile without a word, and `npm ci` (seen with 11.19) then refuses that very lockfile, even on
 * platforms that need none of them. What is left out is known all the same: name and version stand with the tool, the
 * platform in the name. Such an entry has no integrity hash, which npm allows.
 *
 * Addresses of registries are taken out: whoever installs has a registry of their own. A package.json that wants other
 * dependencies than the lockfile knows is npm's to settle; it is only told.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { platformOf, type Platform } from "./platform-of.ts";
import { root } from "./workspace/root.ts";

type Wants = {
  readonly [Kind in (typeof kinds)[number]]?: Readonly<Record<string, string>>;
};

interface Entry extends Partial<Platform>, Wants {
  version?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
}

const file = join(root, "package-lock.json");

// npm writes this file, and has done so in this shape since npm 7.
const lock = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };
const { packages } = lock;

/** Where Node looks for a dependency of the package at `from`, nearest first. */
const candidates = (from: string, name: string): string[] => {
  if (from === "") return [`node_modules/${name}`];
  const folders = from.split("/node_modules/");
  const nested = folders.map((_, index) => folders.slice(0, folders.length - index).join("/node_modules/"));
  return [...nested.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
};

const holds = (from: string, name: string, version: string): boolean =>
  candidates(from, name).some((path) => {
    const known = packages[path]?.version;
    // Tools pin the packages of their platforms. A range is settled by npm alone.
    return known !== undefined && (known === version || !/^\d/.test(version));
  });

const faults: string[] = [];
for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved?.includes("://") === true) {
    faults.push(`${path} names the registry it came from`);
    delete entry.resolved;
  }
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (holds(path, name, version)) continue;
    faults.push(`${name} ${version} is missing, which ${path === "" ? "the repository" : path} may need`);
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
  // npm reads these files as we do.
  const wanted = JSON.parse(readFileSync(join(root, path), "utf8")) as Wants;
  const known = packages[dirname(path) === "." ? "" : dirname(path).replaceAll("\\", "/")];
  return kinds.some((kind) => !isDeepStrictEqual(known?.[kind] ?? {}, wanted[kind] ?? {}));
});
for (const path of stale)
  console.error(`package-lock.json knows other dependencies than ${path}. Run \`npm install\`.`);
if (stale.length > 0) process.exitCode = 1;

if (faults.length > 0 && process.argv.includes("--check")) {
  console.error(`package-lock.json does not install everywhere:\n  ${faults.join("\n  ")}`);
  console.error("Run `npm run lockfile` and commit package-lock.json.");
  process.exitCode = 1;
} else if (faults.length > 0) {
  const ordered = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(ordered) }, null, 2)}\n`);
  console.error(`Mended package-lock.json; faults found: ${faults.length}.`);
}
