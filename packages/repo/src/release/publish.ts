/** `npm run release -- publish`: checks everything, then publishes the packages. */
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../workspace/root.ts";
import { buildClean } from "../workspace/turbo.ts";
import { findProblems, npmProblems } from "./checks.ts";
import { checksumProblems, writeChecksums } from "./checksums.ts";
import { npm } from "./npm.ts";
import { packPackages, startFolder } from "./pack.ts";
import { findProject } from "./project.ts";
import { publishTarballs } from "./publish-tarballs.ts";
import { publishedPackages, tarballName } from "./published.ts";
import { contentProblems } from "./published-versions.ts";
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
    const project = findProject();
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
    const packed = packages.filter((one) => existsSync(join(folder, tarballName(one))));
    for (const one of packages) {
      const path = join(folder, tarballName(one));
      if (packed.includes(one)) problems.push(...tarballProblems(one, readTarball(path), { project }));
      else problems.push(`${path} is missing. Run \`npm run release -- pack --out ${folder}\`.`);
    }
    const registry = values.registry ?? npm(["config", "get", "registry"], { cwd: root }).trim();
    problems.push(...checksumProblems(folder), ...(await contentProblems(packed, { folder, registry })));
    if (problems.length > 0 && !isDry) throw refusal(problems);

    await publishTarballs(packed, {
      folder,
      registry,
      isDry,
      hasProvenance: values.provenance,
      report: (line) => console.log(line),
    });
    if (problems.length > 0) throw refusal(problems);
  },
};

const refusal = (problems: readonly string[]): ReleaseError =>
  new ReleaseError(`Fix this before you publish:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
