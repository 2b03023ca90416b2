/** Where the project lives: `repository`, `bugs` and `homepage` of the root package.json, and the URLs made from them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import GitHost from "hosted-git-info";
import { root } from "../workspace/root.ts";
import { ReleaseError } from "./release-error.ts";

/** The three fields of a package.json, as npm defines them. */
export interface ProjectFields {
  readonly repository?: string | { readonly url?: string };
  readonly bugs?: string | { readonly url?: string };
  readonly homepage?: string;
}

/** URLs of the project. */
export interface Project {
  /** Value of `repository.url` in a published package.json: `git+https://github.com/OWNER/windowpane.git`. */
  readonly cloneUrl: string;
  /** Page of the repository. */
  readonly repositoryUrl: string;
  /** Page of the issues. */
  readonly issuesUrl: string;
  /** Start page of the documentation site, with a slash at the end; undefined if there is no site. */
  readonly siteUrl: string | undefined;
  /** URL of a file of the repository at a tag or branch. */
  fileUrl(path: string, ref: string): string;
  /** URL of a folder of the repository at a tag or branch. */
  folderUrl(path: string, ref: string): string;
  /** URL of the bytes of a file, for pictures. */
  rawUrl(path: string, ref: string): string;
}

/**
 * Reads the setting. Returns undefined while `repository` is empty.
 *
 * @param repository - used instead of the field `repository`, for rehearsals.
 * @throws ReleaseError if a field is not valid.
 */
export const findProject = ({
  fields = readFields(),
  repository,
}: { readonly fields?: ProjectFields; readonly repository?: string | undefined } = {}):
  | Project
  | undefined => {
  const wanted = repository ?? urlOf(fields.repository);
  return wanted === undefined
    ? undefined
    : projectOf(wanted, { bugs: urlOf(fields.bugs), homepage: urlOf(fields.homepage) });
};

/** Path of a document's page on the documentation site: `docs/archive/` for `docs/archive.md`. Undefined for other files. */
export const pagePath = (path: string): string | undefined =>
  /^(?:docs\/[^/]+|CONTRIBUTING)\.md$/u.test(path)
    ? `${path.replace(/\.md$/u, "").toLowerCase()}/`
    : undefined;

interface FileHost {
  browseFile(path: string, options: GitHost.FillOptions): string | undefined;
}

const examples = {
  repository: "https://github.com/OWNER/windowpane",
  bugs: "https://github.com/OWNER/windowpane/issues",
  homepage: "https://windowpane.example",
};

/** Why nothing can be published while `repository` is empty. */
export const NO_REPOSITORY = `The field \`repository\` of the root package.json is empty. Set it, for example to "${examples.repository}".`;

const projectOf = (
  repository: string,
  { bugs, homepage }: { readonly bugs: string | undefined; readonly homepage: string | undefined },
): Project => {
  // @types/hosted-git-info lacks browseFile, which version 4 added.
  const host = GitHost.fromUrl(repository) as (GitHost & FileHost) | undefined;
  // Without a known host there are no rules for the URLs of files.
  if (/[<>]|\bOWNER\b/u.test(repository))
    throw new ReleaseError(
      `The repository "${repository}" has a placeholder. Replace it with the owner of the repository.`,
    );
  if (host === undefined || host.type === "gist") throw invalid("repository", repository);
  // These hosts have a URL for everything that is asked here.
  const url = (found: string | undefined): string => (found ?? "").replace(/#readme$/u, "");
  const repositoryUrl = url(host.browse({ noCommittish: true }));
  const homepageUrl = webUrl("homepage", homepage);
  const isSite = homepageUrl !== undefined && !homepageUrl.startsWith(repositoryUrl);
  return {
    cloneUrl: url(host.https({ noCommittish: true, noGitPlus: false })),
    repositoryUrl,
    issuesUrl: webUrl("bugs", bugs) ?? url(host.bugs({ noCommittish: true })),
    siteUrl: isSite ? homepageUrl.replace(/\/*$/u, "/") : undefined,
    fileUrl: (path, ref) => url(host.browseFile(path, { committish: ref })),
    folderUrl: (path, ref) => url(host.browse(path, { committish: ref })),
    rawUrl: (path, ref) => url(host.file(path, { committish: ref })),
  };
};

const webUrl = (field: "bugs" | "homepage", value: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !/^https?:$/u.test(new URL(value).protocol)) throw invalid(field, value);
  return value;
};

const invalid = (field: keyof typeof examples, value: string): ReleaseError =>
  new ReleaseError(
    `\`${field}\` is "${value}", which is not a usable URL. ` +
      `Set it to a URL such as "${examples[field]}" in the root package.json.`,
  );

const urlOf = (field: string | { readonly url?: string } | undefined): string | undefined => {
  const url = typeof field === "object" ? field.url : field;
  return url === "" ? undefined : url;
};

const readFields = (): ProjectFields =>
  // npm validates this file.
  JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as ProjectFields;
