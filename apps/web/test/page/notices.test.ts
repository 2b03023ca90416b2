/** Licences of what is bundled, and of what users install with our packages. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

interface Notices {
  readonly allowedLicences: readonly string[];
  readonly thirdPartyNotices: (metafile: object, base: URL, read: typeof readFile) => Promise<string>;
}

const root = fileURLToPath(new URL("../../../../", import.meta.url));
// A script of the build, which has no types.
const script = new URL("../../third-party-notices.mjs", import.meta.url).href;
const { allowedLicences, thirdPartyNotices } = (await import(script)) as Notices;

describe("the notices of a bundle", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "windowpane-notices-"));
  });
  afterEach(() => rmSync(folder, { force: true, recursive: true }));

  /** Notices of a bundle with code of one package. */
  const noticesOf = (about: object, files: Record<string, string> = {}): Promise<string> => {
    const bundled = join(folder, "node_modules/bundled");
    mkdirSync(bundled, { recursive: true });
    const all = {
      "package.json": JSON.stringify({ name: "bundled", version: "1.2.3", main: "main.js", ...about }),
      ...files,
    };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(bundled, name), text);
    const inputs = {
      "node_modules/bundled/main.js": { bytesInOutput: 10 },
      "src/own.ts": { bytesInOutput: 10 },
    };
    return thirdPartyNotices({ outputs: { "out.js": { inputs } } }, pathToFileURL(`${folder}/`), readFile);
  };

  it("have the text of the licence, and NOTICE", async () => {
    const text = await noticesOf({ license: "Apache-2.0" }, { LICENSE: "The text.", NOTICE: "The notice." });
    expect(text).toBe("bundled 1.2.3\nLicence: Apache-2.0\nSource: \n\nThe text.\nThe notice.\n");
  });

  it.each([{ license: "GPL-3.0-only" }, { license: "MIT OR GPL-3.0-only" }, {}])(
    "refuse %j",
    async (about) => {
      await expect(noticesOf(about, { LICENSE: "The text." })).rejects.toThrow(
        /^bundled has the licence (?:GPL-3\.0-only|MIT OR GPL-3\.0-only|\(none\)), which is not in the list/u,
      );
    },
  );

  it("refuse a package without the text of its licence", async () => {
    await expect(noticesOf({ license: "ISC" }, { "main.js": "" })).rejects.toThrow(
      "bundled does not include the text of its licence (ISC).",
    );
  });
});

describe("the packages that users install", () => {
  interface Manifest {
    readonly name?: string;
    readonly private?: boolean;
    readonly link?: boolean;
    readonly license?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
  }
  // npm's formats.
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
  const { packages } = read("package-lock.json") as { packages: Readonly<Record<string, Manifest>> };

  /** Key in the lockfile of a package that is imported from a folder, as Node searches for it. */
  const keyOf = (name: string, folder: string): string => {
    for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))) {
      const key = `${from}${from === "" ? "" : "/"}node_modules/${name}`;
      if (key in packages) return key;
      if (from === "") throw new Error(`${name} is not in the lockfile.`);
      if (!from.includes("node_modules/")) from = "";
    }
  };

  it("have licences of the list", () => {
    const published = globSync("{packages,apps}/*/package.json", { cwd: root })
      .map((path) => path.replaceAll("\\", "/").replace("/package.json", ""))
      .filter((folder) => (read(`${folder}/package.json`) as Manifest).private !== true);
    const seen = new Set(published);
    for (const key of seen) {
      const { dependencies, optionalDependencies, peerDependencies } = packages[key] ?? {};
      for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
        const found = keyOf(name, key);
        // Our own packages are links.
        if (packages[found]?.link !== true) seen.add(found);
      }
    }
    expect(seen.size).toBeGreaterThan(published.length + 10);
    const others = [...seen].filter((key) => !allowedLicences.includes(packages[key]?.license ?? ""));
    expect(others).toEqual([]);
  });
});
