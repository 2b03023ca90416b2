/** `npm run release -- pack`: builds the published packages and writes their tarballs. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../workspace/root.ts";
import { buildClean } from "../workspace/turbo.ts";
import { npm } from "./npm.ts";
import { findProject, type Project } from "./project.ts";
import { packagesNamed, tarballName, type PublishedPackage } from "./published.ts";
import { ReleaseError } from "./release-error.ts";
import { stagePackage } from "./stage.ts";
import type { Step } from "./step.ts";

/** Folder in which npm was started. npm runs scripts in the root of the repository. */
export const startFolder = process.env["INIT_CWD"] ?? process.cwd();

export const pack: Step = {
  usage: "--out FOLDER [--repository URL] [PACKAGE ...]",
  about: "Build the packages and write their tarballs.",
  run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: "string" }, repository: { type: "string" } },
    });
    if (values.out === undefined)
      throw new ReleaseError("--out is missing. Name the folder for the tarballs, as in `--out tarballs`.");
    const packages = packagesNamed(positionals);
    const project = findProject({ repository: values.repository });
    if (project === undefined)
      console.error(
        "The field `repository` of the root package.json is empty: links in the READMEs stay relative. " +
          "For a rehearsal, add `--repository https://github.com/OWNER/windowpane`.",
      );
    if (!buildClean(...packages.map(({ name }) => name))) throw new ReleaseError("Nothing was packed.");
    for (const tarball of packPackages(packages, { out: resolve(startFolder, values.out), project }))
      console.log(tarball);
  },
};

/**
 * Stages built packages and packs them. Returns the paths of the tarballs. The same files give the same bytes.
 *
 * @throws ReleaseError if a package is not built, or npm fails.
 */
export const packPackages = (
  packages: readonly PublishedPackage[],
  { out, project }: { readonly out: string; readonly project: Project | undefined },
): readonly string[] => {
  mkdirSync(out, { recursive: true });
  const stage = mkdtempSync(join(tmpdir(), "windowpane-stage-"));
  try {
    const folders = packages.map((one) => {
      const folder = join(stage, one.name);
      stagePackage(one, { folder, project });
      return folder;
    });
    npm(["pack", ...folders, "--pack-destination", out, "--ignore-scripts", "--loglevel=error"], {
      cwd: root,
    });
  } finally {
    rmSync(stage, { force: true, recursive: true });
  }
  const tarballs = packages.map((one) => join(out, tarballName(one)));
  const missing = tarballs.find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new ReleaseError(`npm did not write ${missing}. Look at its output above.`);
  return tarballs;
};
