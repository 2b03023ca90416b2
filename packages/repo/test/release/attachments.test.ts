/** The files that a release has beside the tarballs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checksumProblems, writeChecksums } from "../../src/release/checksums.ts";
import { writeSbom } from "../../src/release/sbom.ts";
import { root } from "../../src/workspace/root.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-attachments-"));
});

afterEach(() => rmSync(folder, { force: true, recursive: true }));

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version?: string;
    readonly licenses?: readonly unknown[];
  }[];
}

it("lists every bundled package with version and licence in the bill of materials", () => {
  writeSbom(join(folder, "sbom.json"));
  const { bomFormat, metadata, components } = JSON.parse(
    readFileSync(join(folder, "sbom.json"), "utf8"),
  ) as Sbom;
  expect([bomFormat, metadata.component.name]).toEqual(["CycloneDX", "windowpane"]);
  expect(
    components.filter(({ version, licenses = [] }) => version === undefined || licenses.length === 0),
  ).toEqual([]);
  // Both lists are made from what esbuild bundled.
  const notices = readFileSync(join(root, "apps/terminal/dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  const noticed = [...notices.matchAll(/^(\S+ \d\S*)\nLicence: /gmu)].map(([, title]) => title);
  const listed = components
    .map(({ group, name, version }) => `${group === undefined ? "" : `${group}/`}${name} ${version}`)
    .filter((title) => !title.startsWith("@windowpane/"));
  expect(new Set(listed)).toEqual(new Set(noticed));
});

it("names no folder of this machine in the bundles, because esbuild names chunks after their modules", () => {
  const modules = ["terminal", "web"].flatMap((app) => {
    const path = join(root, `apps/${app}/.cache/metafile.json`);
    return Object.keys((JSON.parse(readFileSync(path, "utf8")) as Metafile).inputs); // esbuild wrote it.
  });
  expect(modules.length).toBeGreaterThan(100);
  expect(modules.filter((path) => path.includes(root))).toEqual([]);
});

it("writes checksums in the format of sha256sum, without its own", () => {
  writeFileSync(join(folder, "b.tgz"), "b");
  writeFileSync(join(folder, "a.json"), "a");
  writeChecksums(folder);
  writeChecksums(folder);
  expect(readFileSync(join(folder, "SHA256SUMS"), "utf8").split("\n")).toEqual([
    "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.json",
    "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.tgz",
    "",
  ]);
});

it("finds files that were changed after the checksums were written", () => {
  writeFileSync(join(folder, "a.tgz"), "a");
  expect(checksumProblems(folder)).toEqual([]);
  writeChecksums(folder);
  expect(checksumProblems(folder)).toEqual([]);
  writeFileSync(join(folder, "a.tgz"), "b");
  expect(checksumProblems(folder)).toEqual([
    `${join(folder, "a.tgz")} differs from its checksum in SHA256SUMS. Pack it again.`,
  ]);
});
