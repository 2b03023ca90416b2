/** `npm run release -- publish`: checks everything, then publishes the packages. */
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../workspace/root.ts";
import { buildClean } from "../workspace/turbo.ts";
import { findProblems, npmProblems } from "./checks.ts";
import { writeChecksums } from "./checksums.ts";
import { npm } from "./npm.ts";
import { packPackages, startFolder } from "./pack.ts";
import { requireProject } from "./project.ts";
import { publishTarballs } from "./publish-tarballs.ts";
import { publishedPackages, tarballName } from "./published.ts";
import { ReleaseError } from "./release-error.ts";
import type { Step } from "./step.ts";
import { writeSbom } from "./sbom.ts";
import { readTarball, tarballProblems } from "./tarball.ts";

export const publish: Step = {
  usage: "[--dry-run] [--registry URL] [--provenance] [--tarballs FOLDER]",
  about: "Check the release and publish what is not published yet; can be repeated after a failure.",
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        "dry-run": { type: "boolean", default: false },
        registry: { type: "string" },
        provenance: { type: "boolean", default: false },
        tarballs: { type: "string" },
      },
    });
    const isDry = values["dry-run"];
    const project = requireProject();
    const packages = publishedPackages();
    const problems = [
      ...findProblems(packages, { project, env: process.env }),
      ...(values.provenance ? npmProblems(npm(["--version"], { cwd: root }).trim()) : []),
    ];
    // A dry run continues, and reports all problems at the end.
    if (problems.length > 0 && !isDry) throw refusal(problems);

    const folder = resolve(startFolder, values.tarballs ?? join(root, ".cache/release"));
    if (values.tarballs === undefined) {
      rmSync(folder, { force: true, recursive: true });
      if (!buildClean(...packages.map(({ name }) => name))) throw new ReleaseError("Nothing was published.");
      packPackages(packages, { out: folder, project });
      writeSbom(join(folder, "windowpane.cdx.json"));
      writeChecksums(folder);
    }
    for (const one of packages) {
      const path = join(folder, tarballName(one));
      if (existsSync(path)) problems.push(...tarballProblems(one, readTarball(path), { isLinked: true }));
      else problems.push(`${path} is missing. Run \`npm run release -- pack --out ${folder}\`.`);
    }
    if (problems.length > 0 && !isDry) throw refusal(problems);

    await publishTarballs(packages, {
      folder,
      registry: values.registry,
      isDry,
      hasProvenance: values.provenance,
      report: (line) => console.log(line),
    });
    if (problems.length > 0) throw refusal(problems);
  },
};

const refusal = (problems: readonly string[]): ReleaseError =>
  new ReleaseError(`Fix this before you publish:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
