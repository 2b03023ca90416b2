import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ReleaseError } from "../release-error.ts";

/**
 * Returns the licence of Node and of what it contains, such as V8, OpenSSL and SQLite.
 *
 * @param node - path of Node's executable.
 * @throws ReleaseError if the licence is in none of the places where distributions of Node have it.
 */
export const nodeLicence = (node: string): string => {
  const file = placesOf(node).find(
    (path) => existsSync(path) && readFileSync(path, "utf8").startsWith("Node.js is licensed"),
  );
  if (file === undefined)
    throw new ReleaseError(
      `The licence of ${node} was not found. Use the Node of nodejs.org, or run \`npm rebuild node\` for that of npm.`,
    );
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
