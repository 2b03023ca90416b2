/** What the licences of the bundled packages ask to be passed on: who wrote them, their terms, and where their source is. */
import { readdir } from "node:fs/promises";

/**
 * @param metafile - esbuild's account of what it bundled.
 * @param base - the folder that the metafile's paths start from.
 */
export const thirdPartyNotices = async (metafile, base, readFile) => {
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = [
    // What a plugin made has its own name before a colon, and is nobody's.
    ...new Set(bundled.flatMap((path) => /^([^:]*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])),
  ];
  const notices = await Promise.all(folders.map((folder) => noticeOf(new URL(`${folder}/`, base), readFile)));
  return [...new Set(notices)].toSorted().join(`\n${"-".repeat(80)}\n\n`);
};

const noticeOf = async (folder, readFile) => {
  const read = (file) => readFile(new URL(file, folder), "utf8");
  const about = JSON.parse(await read("package.json"));
  const { name, version, license, repository } = about;
  const source = typeof repository === "string" ? repository : (repository?.url ?? "");
  const files = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .toSorted();
  const texts = await Promise.all(files.map(read));
  const text = texts.join("\n").trim() || (await standardText(about, read));
  return `${name} ${version}\nLicence: ${license}\nSource: ${source}\n\n${text}\n`;
};

/** For packages that are published without the text of their licence, which has to go along all the same. */
const standardText = async ({ name, license, main }, read) => {
  // The AWS packages that forget it stand beside others that bring it, and one copy is what it asks for.
  if (license === "Apache-2.0") return "The text of the Apache License 2.0 stands with other packages here.";
  const [copyright] = /Copyright .*/.exec(await read(main)) ?? [];
  if (license === "MIT" && copyright !== undefined) return `${copyright}\n\n${MIT}`;
  throw new Error(`${name} brings no text of its licence (${license}). Say here what its notice has to be.`);
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
