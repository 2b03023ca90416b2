import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unread } from "./exceptions.ts";
import type { Fault } from "./fault.ts";
import { words } from "./words.ts";

/** Finds the words to avoid in the files of a folder. `.` means the documents at the root and in docs. */
export const findWords = (root: string, folder: string): readonly Fault[] =>
  textsOf(root, folder).flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return patterns.flatMap(({ pattern, use }) =>
      [...text.matchAll(pattern)].map(({ 0: found, index }): Fault => {
        const line = text.slice(0, index).split("\n").length;
        const word = found.replaceAll(GAP, " ").trim().toLowerCase();
        return { habit: "words", folder, message: `${path}:${line}: ${word} -> ${use}` };
      }),
    );
  });

/** Paths relative to the repository's root. */
const textsOf = (root: string, folder: string): readonly string[] =>
  globSync(folder === "." ? OWN_TEXTS : `${folder}/**/*.*`, {
    cwd: root,
    exclude: (path) => SKIPPED.test(path),
  })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => TEXT.test(path) && !unread.some(({ files }) => files.test(path)))
    .toSorted();

const OWN_TEXTS = ["*.md", "docs/*.md", ".changeset/*.md"];
const TEXT = /(?<!package)\.(tsx?|[mc]js|md|css|json)$/;
const SKIPPED = /(^|[\\/])(node_modules|dist|\.cache|\.turbo)$/;

/** Matches what may separate two words: spaces, a line break inside a comment, or `" + "` between two strings. */
const SPACE = String.raw`(?:[ \t]*\n[ \t]*(?:\*|//|#)?[ \t]*|["'\x60][ \t]*\+\s*["'\x60]|[ \t])+`;
const GAP = new RegExp(SPACE, "g");

const patterns = words.map(({ find, use }) => ({
  // Flag m: the end of a line counts as an end.
  pattern: new RegExp(String.raw`\b(?:${find.replaceAll(" ", SPACE)})(?<!\w(?=\w))`, "gim"),
  use,
}));
