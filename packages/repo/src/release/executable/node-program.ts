/** The Node of which an executable is made. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Marks the place for a program in Node's executable. Documented in Node's chapter on single executable applications. */
export const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** Why no executable can be made out of this Node, and what to do; undefined if it can. */
export const whyUnusable = (node: string): string | undefined => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major !== 24 || minor < 8)
    return `The executable needs Node 24.8 or newer of Node 24; this is ${process.version}.`;
  // Some distributions build Node as a library, whose program file is a few kilobytes.
  if (!readFileSync(node).includes(`${FUSE}:0`))
    return `${node} has no place for a program. Use the Node of nodejs.org or of the npm package \`node\`.`;
  if (nodeLicence(node) === undefined)
    return `The licence of ${node} was not found. Use the Node of nodejs.org, or run \`npm rebuild node\` for that of npm.`;
  return undefined;
};

/** Returns the licence of Node and of what it contains, such as V8, OpenSSL and SQLite; undefined if it is in none of the known places. */
export const nodeLicence = (node: string): string | undefined => {
  const file = placesOf(node).find(
    (path) => existsSync(path) && readFileSync(path, "utf8").startsWith("Node.js is licensed"),
  );
  if (file === undefined) return undefined;
  return `Node.js ${process.version}\nLicence: MIT, and others for its parts\nSource: https://github.com/nodejs/node\n\n${readFileSync(file, "utf8")}`;
};

/** Archives of nodejs.org have it beside `bin`, or on Windows beside `node.exe`. */
const placesOf = (node: string): readonly string[] => {
  const folder = dirname(node);
  const places = [join(folder, "../LICENSE"), join(folder, "LICENSE")];
  // The npm package `node` has it in the package for the platform.
  const require = createRequire(join(folder, "../package.json"));
  const platform = process.platform === "win32" ? "win" : process.platform;
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`])
    try {
      places.push(join(dirname(require.resolve(`${name}/package.json`)), "LICENSE"));
    } catch {
      // Not this package.
    }
  return places;
};
