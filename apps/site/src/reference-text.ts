/** Makes TypeDoc's text short enough for a page: fewer headings, and a separate page for types if there are many. */
import { posix } from "node:path";
import GithubSlugger from "github-slugger";

/** A file of the reference. */
export interface ReferenceFile {
  /** Path from the root of the repository: `packages/core/reference.md`. */
  readonly file: string;
  readonly markdown: string;
}

/**
 * Returns the text without the headings that only name a part, such as "Parameters": a page has hundreds of them, and
 * the search would show them without the name of the export. Tables say what they are; other parts begin with a word in bold.
 */
export const withFewerHeadings = (markdown: string): string =>
  markdown
    // Where an inherited or replaced member comes from is internal.
    .replaceAll(/^#{4,6} (?:Inherited from|Overrides)\n\n.*\n\n?/gmu, "")
    .replaceAll(
      /^#{4,6} (?:Type Parameters|Parameters|Properties|Methods|Constructors?|Type Literal)\n\n/gmu,
      "",
    )
    .replaceAll(/^#{4,6} (?<part>Returns|Throws|See)\n\n(?![-`|]{2})(?: *\\\| )?/gmu, "**$<part>:** ")
    .replaceAll(
      /^#{4,6} (?<part>Returns|Throws|See|Extends|Extended by|Examples?|Type Declaration|Union Members)$/gmu,
      "**$<part>:**",
    )
    // Methods, which are below "Methods".
    .replaceAll(/^#{5} (?=\S+\(\)\??$)/gmu, "#### ");

/** File of the types of a long reference: `packages/core/types-reference.md`. */
export const typesFile = (file: string): string => file.replace(/reference\.md$/u, "types-reference.md");

/**
 * Moves the interfaces and other types of the long files to separate files, and corrects the links of all files.
 *
 * @param long - paths of the files that are too long for a page.
 */
export const withTypesApart = (
  files: readonly ReferenceFile[],
  long: ReadonlySet<string>,
): readonly ReferenceFile[] => {
  const moved = new Map<string, string>();
  const parts = files.flatMap(({ file, markdown }) => {
    const start = long.has(file) ? markdown.search(/^## (?:Interfaces|Type Aliases)$/mu) : -1;
    if (start < 0) return [{ file, origin: file, markdown }];
    const whole = new GithubSlugger();
    return [
      { file, origin: file, markdown: markdown.slice(0, start) },
      { file: typesFile(file), origin: file, markdown: markdown.slice(start) },
    ].map((part) => {
      // Anchors of a page are numbered where names differ only in case: `operations` and `Operations`.
      const own = new GithubSlugger();
      for (const [, heading, id] of part.markdown.matchAll(/^#{2,6} (.+)$|<a id="([^"]+)">/gmu)) {
        const [before, after] =
          heading === undefined ? [id, id] : [whole.slug(plain(heading)), own.slug(plain(heading))];
        moved.set(`${file}#${before}`, `${part.file}#${after}`);
      }
      return part;
    });
  });
  return parts.map(({ file, origin, markdown }) => ({
    file,
    markdown: markdown.replaceAll(
      /\]\((?<path>[^()#:\s]*)#(?<anchor>[^()\s]+)\)/gu,
      (link, path: string, anchor: string) => {
        const target = `${path === "" ? origin : posix.join(posix.dirname(origin), path)}#${anchor}`;
        const place = moved.get(target) ?? target;
        return place.startsWith(`${file}#`)
          ? `](${place.slice(file.length)})`
          : `](${posix.relative(posix.dirname(file), place)})`;
      },
    ),
  }));
};

/** A heading without the backslashes of Markdown. */
const plain = (heading: string): string => heading.replaceAll("\\", "");
