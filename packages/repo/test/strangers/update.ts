/** Updates of one package: which versions npm accepts together. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runNpm } from "../../src/release/npm.ts";
import { packagesNamed, type Manifest } from "../../src/release/published.ts";
import { publishedManifest } from "../../src/release/stage.ts";

/** The package.json of a package as it would be published with a version of all our packages. */
const manifestOf = (name: string, version: string): Manifest => {
  const [one] = packagesNamed([name]);
  if (one === undefined) throw new Error(`${name} is not published`);
  const released = (ranges: Manifest["dependencies"] = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(ranges).flatMap(([other]) => (other === "@windowpane/core" ? [[other, version]] : [])),
    );
  // Other dependencies would be downloaded.
  const manifest = {
    ...one.manifest,
    version,
    dependencies: {},
    peerDependencies: released(one.manifest.peerDependencies),
  };
  return publishedManifest({ ...one, version, manifest }, undefined);
};

/** Lets npm resolve packages with these versions. Returns npm's error code; empty if it accepts them. */
export const resolve = (repository: string, versions: Readonly<Record<string, string>>): string => {
  const folders = Object.entries(versions).map(([name, version]) => {
    const folder = join(repository, `${name.replace("@windowpane/", "")}-${version}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifestOf(name, version)));
    return folder;
  });
  const { status, stderr } = runNpm(
    [
      "install",
      "--package-lock-only",
      "--no-save",
      "--offline",
      "--install-links",
      "--loglevel=error",
      ...folders,
    ],
    { cwd: repository },
  );
  return status === 0 ? "" : (/code (\w+)/u.exec(stderr)?.[1] ?? stderr);
};
