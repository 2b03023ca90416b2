/**
 * `npm run release -- sbom`: the bill of materials of the command `windowpane`, in CycloneDX. The command has no dependencies,
 * because everything is bundled, so it is made from what esbuild bundled: the program and the web page.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Metafile } from "esbuild";
import { root } from "../workspace/root.ts";
import { buildClean } from "../workspace/turbo.ts";
import { startFolder } from "./pack.ts";
import { ReleaseError } from "./release-error.ts";
import type { Step } from "./step.ts";

const program = "apps/terminal";
const bundles = [program, "apps/web"];

export const sbom: Step = {
  usage: "--out FILE",
  about: "Write the bill of materials of the command windowpane (CycloneDX).",
  run(args) {
    const { values } = parseArgs({ args: [...args], options: { out: { type: "string" } } });
    if (values.out === undefined)
      throw new ReleaseError("--out is missing. Name the file, as in `--out windowpane.cdx.json`.");
    if (!buildClean("windowpane")) throw new ReleaseError("Nothing was written.");
    writeSbom(resolve(startFolder, values.out));
  },
};

/**
 * Writes the bill of materials of the built program.
 *
 * @throws ReleaseError if the program is not built.
 */
export const writeSbom = (out: string): void => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-sbom-"));
  try {
    const metafile = join(folder, "metafile.json");
    writeFileSync(metafile, JSON.stringify(mergeMetafiles(bundles.map(readMetafile))));
    const tool = fileURLToPath(
      new URL("../bin/cyclonedx-esbuild-cli.js", import.meta.resolve("@cyclonedx/cyclonedx-esbuild")),
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      [tool, "--bwd", join(root, program), "--output-reproducible", "--output-file", out, metafile],
      { cwd: root, encoding: "utf8" },
    );
    if (status !== 0) throw new ReleaseError(`The bill of materials was not written:\n${stderr}`);
  } finally {
    rmSync(folder, { force: true, recursive: true });
  }
};

interface Bundle {
  readonly folder: string;
  readonly metafile: Pick<Metafile, "inputs" | "outputs">;
}

const readMetafile = (folder: string): Bundle => {
  const path = join(root, folder, ".cache/metafile.json");
  if (!existsSync(path))
    throw new ReleaseError(`${path} is missing. Run \`turbo run build --filter=windowpane --force\`.`);
  // esbuild wrote this file.
  return { folder, metafile: JSON.parse(readFileSync(path, "utf8")) as Metafile };
};

/**
 * Merges the bundles into one, with paths from the folder of the program. Modules that are not in the output are left out;
 * modules that a plugin wraps (`plugin:PATH`) become the modules themselves.
 */
export const mergeMetafiles = (all: readonly Bundle[]): Pick<Metafile, "inputs" | "outputs"> => {
  const inputs: Metafile["inputs"] = {};
  const outputs: Metafile["outputs"] = {};
  for (const { folder, metafile } of all) {
    const shown = (path: string): string => {
      const [, wrapped] = /^[a-z-]+:(.+)$/u.exec(path) ?? [];
      const absolute = posix.resolve(join(root, folder), wrapped ?? path);
      return posix.relative(join(root, program), absolute);
    };
    const used = new Set<string>();
    for (const [name, output] of Object.entries(metafile.outputs)) {
      const kept = Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path, share]) => [shown(path), share] as const);
      for (const [path] of kept) used.add(path);
      outputs[shown(name)] = { ...output, inputs: Object.fromEntries(kept) };
    }
    for (const [path, input] of Object.entries(metafile.inputs)) {
      const name = shown(path);
      if (!used.has(name)) continue;
      const imports = input.imports
        .filter(({ external }) => external !== true)
        .map((one) => ({ ...one, path: shown(one.path) }))
        .filter((one) => one.path !== name && used.has(one.path));
      inputs[name] = { ...input, imports: [...(inputs[name]?.imports ?? []), ...imports] };
    }
  }
  return { inputs, outputs };
};
