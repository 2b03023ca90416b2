/** What has to be true of the repository before anything is published. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/root.ts";
import { NO_REPOSITORY, type Project } from "./project.ts";
import type { PublishedPackage } from "./published.ts";
import { tagOf } from "./stage.ts";
import { pendingChangesets } from "./version.ts";

/** Runs git and returns its stdout; undefined if it fails. */
type Git = (args: readonly string[]) => string | undefined;

/**
 * Returns what has to be fixed before a release, one sentence with its remedy each. Empty if the release can start.
 *
 * @param project - undefined if `repository` is empty.
 * @param env - environment, which names the repository and the tag in GitHub Actions.
 */
export const findProblems = (
  packages: readonly PublishedPackage[],
  {
    from = root,
    project,
    env,
  }: { readonly from?: string; readonly project: Project | undefined; readonly env: NodeJS.ProcessEnv },
): readonly string[] => {
  const git: Git = (args) => {
    const { status, stdout } = spawnSync("git", args, { cwd: from, encoding: "utf8" });
    return status === 0 ? stdout : undefined;
  };
  const [first] = packages;
  if (first === undefined) return ["There are no published packages."];
  const problems: string[] = project === undefined ? [NO_REPOSITORY] : [];

  const different = packages.find(({ version }) => version !== first.version);
  if (different !== undefined)
    problems.push(
      `${different.name} is ${different.version}, but ${first.name} is ${first.version}. Run \`npm run release -- version\`.`,
    );
  const pending = pendingChangesets(from);
  if (pending.length > 0)
    problems.push(
      `${pending.length === 1 ? "1 changeset is" : `${pending.length} changesets are`} not part of a version yet. Run \`npm run release -- version\` and commit the result.`,
    );
  else if (first.version === "0.0.0")
    problems.push(
      "There is no version yet. Describe the changes with `npx changeset`, and run `npm run release -- version`.",
    );

  const status = git(["status", "--porcelain"]);
  if (status === undefined) problems.push("This is not a git repository. Publish from a clone.");
  else if (status !== "")
    problems.push(`There are uncommitted changes. Commit them, or remove them:\n${status.trimEnd()}`);
  // Until there is a version, there is nothing to tag.
  if (pending.length === 0 && first.version !== "0.0.0")
    problems.push(...tagProblems(tagOf(first), { env, git }));
  problems.push(...changedApis(packages, { from, git }));

  const repository = env["GITHUB_REPOSITORY"];
  const running = repository && `${env["GITHUB_SERVER_URL"] ?? "https://github.com"}/${repository}`;
  if (project !== undefined && running && running.toLowerCase() !== project.repositoryUrl.toLowerCase())
    problems.push(
      `\`repository\` of the root package.json is ${project.repositoryUrl}, but this workflow runs in ${running}. ` +
        "npm rejects the provenance of such packages. Correct the field.",
    );
  return problems;
};

/** npm publishes without a token, for the identity of a workflow, since 11.5.1. */
export const npmProblems = (version: string): readonly string[] => {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return major > 11 || (major === 11 && (minor > 5 || (minor === 5 && patch >= 1)))
    ? []
    : [`npm ${version} needs a token for a release with provenance. Install npm 11.5.1 or newer.`];
};

const tagProblems = (
  tag: string,
  { env, git }: { readonly env: NodeJS.ProcessEnv; readonly git: Git },
): readonly string[] => {
  const pushed = env["GITHUB_REF_TYPE"] === "tag" ? env["GITHUB_REF_NAME"] : undefined;
  if (pushed !== undefined && pushed !== tag)
    return [
      `The workflow runs for the tag ${pushed}, but the packages need ${tag}. Delete the tag ${pushed}, and push ${tag}.`,
    ];
  if ((git(["tag", "--points-at", "HEAD"]) ?? "").split("\n").includes(tag)) return [];
  if (git(["rev-parse", "--verify", "--quiet", `refs/tags/${tag}`]) !== undefined)
    return [
      `The tag ${tag} is on another commit. Run \`git checkout ${tag}\` to publish that commit, or release a new version.`,
    ];
  return [`The current commit has no tag ${tag}. Run \`git tag ${tag}\` on the commit of the release.`];
};

/** A patch release works with the other packages of its minor version, so it changes no public API. */
const changedApis = (
  packages: readonly PublishedPackage[],
  { from, git }: { readonly from: string; readonly git: Git },
): readonly string[] => {
  const [, line, patch] = /^(\d+\.\d+)\.(\d+)$/u.exec(packages[0]?.version ?? "") ?? [];
  if (line === undefined || patch === "0") return [];
  const base = `v${line}.0`;
  if (git(["rev-parse", "--verify", "--quiet", `${base}^{commit}`]) === undefined)
    return [`The tag ${base} is missing, with which the public API is compared. Run \`git fetch --tags\`.`];
  return packages.flatMap(({ name, directory }) => {
    const path = `${directory}/surface.api.md`;
    if (!existsSync(join(from, path))) return [];
    if (git(["show", `${base}:${path}`]) === readFileSync(join(from, path), "utf8")) return [];
    return [
      `The public API of ${name} differs from ${base}. Users may update one package alone within a minor version, ` +
        "so make this release a minor version: change a changeset to `minor`.",
    ];
  });
};
