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
  const { name, version, license, repository } = JSON.parse(
    await readFile(new URL("package.json", folder), "utf8"),
  );
  const source = typeof repository === "string" ? repository : (repository?.url ?? "");
  const files = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .toSorted();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
  return `${name} ${version}\nLicence: ${license}\nSource: ${source}\n\n${texts.join("\n").trim()}\n`;
};
