import { describe, expect, it } from "vitest";
import { findProject } from "../../src/release/project.ts";
import { withAbsoluteLinks } from "../../src/release/readme-links.ts";

const absolute = (text: string, { homepage = "" } = {}): string => {
  const project = findProject({ fields: { repository: "github:owner/windowpane", homepage } });
  if (project === undefined) throw new Error("the setting is empty");
  return withAbsoluteLinks(text, { path: "packages/core/README.md", project, ref: "v1.2.3" });
};

describe("links of a README", () => {
  const files = "https://github.com/owner/windowpane";

  it.each([
    ["[docs](../../docs/archive.md#limits)", `[docs](${files}/blob/v1.2.3/docs/archive.md#limits)`],
    ["[report](../report)", `[report](${files}/tree/v1.2.3/packages/report)`],
    ['[a](../report "../report")', `[a](${files}/tree/v1.2.3/packages/report "../report")`],
    ["[../report](../report)", `[../report](${files}/tree/v1.2.3/packages/report)`],
    [
      "![rows](../../docs/pictures/page-failures-light.png)",
      "![rows](https://raw.githubusercontent.com/owner/windowpane/v1.2.3/docs/pictures/page-failures-light.png)",
    ],
    [
      '<img src="../../docs/pictures/ui-diff-dark.svg">',
      '<img src="https://raw.githubusercontent.com/owner/windowpane/v1.2.3/docs/pictures/ui-diff-dark.svg">',
    ],
    ["[a][b]\n\n[b]: ../text", `[a][b]\n\n[b]: ${files}/tree/v1.2.3/packages/text`],
    [
      "| [a](../text) | [b](../report) |",
      `| [a](${files}/tree/v1.2.3/packages/text) | [b](${files}/tree/v1.2.3/packages/report) |`,
    ],
  ])("become absolute: %s", (text, expected) => {
    expect(absolute(text)).toBe(expected);
  });

  it.each([
    "[zod](https://zod.dev), [mail](mailto:a@b.example), [below](#below)",
    "`[no link](../report)`",
    "```md\n[no link](../nothing)\n```",
  ])("stay as they are: %s", (text) => {
    expect(absolute(text)).toBe(text);
  });

  it("lead to the documentation site, if there is one", () => {
    expect(absolute("[docs](../../docs/archive.md#limits)", { homepage: "https://docs.example" })).toBe(
      "[docs](https://docs.example/docs/archive/#limits)",
    );
    expect(absolute("[report](../report)", { homepage: "https://docs.example" })).toContain("github.com");
    expect(absolute("[docs](../../docs/archive.md)", { homepage: `${files}#readme` })).toContain(
      "github.com",
    );
  });

  it.each(["../nothing", "../../../outside.md"])("are refused if they lead nowhere: %s", (url) => {
    expect(() => absolute(`[a](${url})`)).toThrow(
      `packages/core/README.md links to ${url}, which does not exist. Correct the link.`,
    );
  });
});

describe("the project's setting", () => {
  it("is empty until a repository is named", () => {
    expect(findProject({ fields: { repository: "" } })).toBe(undefined);
  });

  it.each([
    [{ repository: "windowpane" }, "`repository`"],
    [{ repository: { url: "https://host.example/owner/windowpane" } }, "`repository`"],
    [{ repository: "github:owner/windowpane", bugs: "issues" }, "`bugs`"],
    [{ repository: "github:owner/windowpane", homepage: "docs.example" }, "`homepage`"],
  ])("is refused if it is not valid: %j", (fields, field) => {
    expect(() => findProject({ fields })).toThrow(`${field} is "`);
  });

  it("is refused with the placeholder of the documents", () => {
    expect(() => findProject({ repository: "https://github.com/OWNER/windowpane" })).toThrow(
      'The repository "https://github.com/OWNER/windowpane" has a placeholder. Replace it with the owner',
    );
  });

  it.each([
    "https://github.com/owner/windowpane",
    "git+https://github.com/owner/windowpane.git",
    "git@github.com:owner/windowpane.git",
    "github:owner/windowpane",
  ])("can be written as npm allows it: %s", (repository) => {
    expect(findProject({ fields: { repository: { url: repository } } })).toMatchObject({
      cloneUrl: "git+https://github.com/owner/windowpane.git",
      repositoryUrl: "https://github.com/owner/windowpane",
      issuesUrl: "https://github.com/owner/windowpane/issues",
      siteUrl: undefined,
    });
  });
});
