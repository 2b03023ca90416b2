/** Collects the notices that the licences of bundled packages require: copyright, terms, and source. */
import { readdir } from "node:fs/promises";

/**
 * Returns the text of the notices.
 *
 * @param metafile - metafile of esbuild, which lists the bundled files.
 * @param base - base URL of the paths in the metafile.
 */
export const thirdPartyNotices = async (metafile, base, readFile) => {
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = [
    // Files that a plugin generates have a prefix with a colon and belong to no package.
    ...new Set(bundled.flatMap((path) => /^([^:]*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])),
  ];
  const notices = await Promise.all(folders.map((folder) => noticeOf(new URL(`${folder}/`, base), readFile)));
  return [...new Set(notices)].toSorted().join(separator);
};

/**
 * Licences that bundled packages and dependencies of our packages may have: their terms are met by a notice. This is the only list.
 */
export const allowedLicences = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

/** Merges the notices of several bundles. A package that several of them contain appears once. */
export const mergeNotices = (texts) =>
  [...new Set(texts.flatMap((text) => text.split(separator)))]
    .toSorted((a, b) => a.localeCompare(b, "en"))
    .join(separator);

const separator = `\n${"-".repeat(80)}\n\n`;

const noticeOf = async (folder, readFile) => {
  const read = (file) => readFile(new URL(file, folder), "utf8");
  const about = JSON.parse(await read("package.json"));
  const { name, version, license, repository } = about;
  if (!allowedLicences.includes(license))
    throw new Error(
      `${name} has the licence ${license ?? "(none)"}, which is not in the list of third-party-notices.mjs. ` +
        "Use another package, or read the licence, meet its terms and add it to the list.",
    );
  const source = typeof repository === "string" ? repository : (repository?.url ?? "");
  const files = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .toSorted();
  const texts = await Promise.all(files.map(read));
  const text = texts.join("\n").trim() || (await standardText(about, read));
  return `${name} ${version}\nLicence: ${license}\nSource: ${source}\n\n${text}\n`;
};

/** Returns the text of a licence that the package does not include. */
const standardText = async ({ name, license, main }, read) => {
  // One copy is enough. Some AWS packages lack it; others include it.
  if (license === "Apache-2.0")
    return "See the text of the Apache License 2.0 in the notices of other packages in this file.";
  const [copyright] = /Copyright .*/.exec(await read(main)) ?? [];
  if (license === "MIT" && copyright !== undefined) return `${copyright}\n\n${MIT}`;
  throw new Error(
    `${name} does not include the text of its licence (${license}). Add its notice to third-party-notices.mjs.`,
  );
};

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
