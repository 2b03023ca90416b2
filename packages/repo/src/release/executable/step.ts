/**
 * `npm run release -- executable`: makes a single executable of the built program, for this platform: Node itself, with the
 * program's modules and files as assets.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build as bundle } from "esbuild";
import { root } from "../../workspace/root.ts";
import { buildClean } from "../../workspace/turbo.ts";
import { startFolder } from "../pack.ts";
import { ReleaseError } from "../release-error.ts";
import type { Step } from "../step.ts";
import { codeOf } from "./asset-names.ts";
import { FUSE, nodeLicence, whyUnusable } from "./node-program.ts";

export const executable: Step = {
  usage: "--out FOLDER",
  about: "Make a single executable for this platform, and its .tar.gz.",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { out: { type: "string" } } });
    if (values.out === undefined)
      throw new ReleaseError(
        "--out is missing. Name the folder for the executable, as in `--out executables`.",
      );
    if (!buildClean("windowpane")) throw new ReleaseError("No executable was made.");
    const out = resolve(startFolder, values.out);
    const { name, program } = await buildExecutable({ out });
    // Windows has tar, too. A path with a drive would be a host for some versions of it.
    run("tar", ["-czf", `${name}.tar.gz`, name], out);
    console.log(`${program}\n${join(out, `${name}.tar.gz`)}`);
  },
};

/** What to make an executable of, and where. */
export interface ExecutableRequest {
  /** Folder of the built package, with `package.json` and `dist`. Default: that of the program. */
  readonly from?: string;
  /** Folder for the executable. It is created. */
  readonly out: string;
}

/** A folder with the executable, its licence and those of everything in it. */
export interface Executable {
  /** Name of the folder in `out`: `windowpane-1.2.0-linux-x64`. */
  readonly name: string;
  /** Path of the program. */
  readonly program: string;
}

/**
 * Makes the executable for the platform that this runs on, out of the Node that runs this.
 *
 * @throws ReleaseError if this Node cannot be used, the program is not built, or a tool fails.
 */
export const buildExecutable = async ({
  from = join(root, "apps/terminal"),
  out,
}: ExecutableRequest): Promise<Executable> => {
  const node = process.execPath;
  const reason = whyUnusable(node);
  if (reason !== undefined) throw new ReleaseError(reason);
  const files = globSync(
    ["package.json", "dist/{main.js,help.txt}", "dist/{chunks,page}/**/*.{js,html,css,br,gz}"],
    { cwd: from },
  );
  if (!files.includes(join("dist", "main.js")))
    throw new ReleaseError("The program is not built. Run `npx turbo run build --filter=windowpane`.");
  // Only this user can read or write the folder.
  const work = mkdtempSync(join(tmpdir(), "windowpane-executable-"));
  try {
    const code = join(work, "code");
    run(node, [...vmModules, join(here, "compile.ts"), join(from, "dist"), join(code, "dist")]);
    const assets = Object.fromEntries(
      files.flatMap((file) => {
        const name = file.replaceAll("\\", "/");
        const plain: [string, string] = [name, join(from, file)];
        return /^dist\/(main|chunks\/.*)\.js$/u.test(name)
          ? [plain, [codeOf(name), join(code, file)]]
          : [plain];
      }),
    );
    const main = join(work, "main.cjs");
    await bundle({
      entryPoints: [join(here, "entry.ts")],
      outfile: main,
      bundle: true,
      platform: "node",
      format: "cjs",
    });
    const blob = join(work, "blob");
    const config = join(work, "config.json");
    writeFileSync(config, JSON.stringify({ ...settings, main, output: blob, assets }));
    run(node, ["--experimental-sea-config", config]);
    const { version } = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as { version: string }; // npm's rule.
    const name = `windowpane-${version}-${process.platform}-${process.arch}`;
    const folder = join(out, name);
    rmSync(folder, { force: true, recursive: true });
    mkdirSync(folder, { recursive: true });
    const program = join(folder, process.platform === "win32" ? "windowpane.exe" : "windowpane");
    inject(node, { blob, program });
    copyFileSync(join(from, "LICENSE"), join(folder, "LICENSE"));
    const notices = readFileSync(join(from, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    writeFileSync(
      join(folder, "THIRD-PARTY-NOTICES.txt"),
      `${nodeLicence(node)}\n${"-".repeat(80)}\n\n${notices}`,
    );
    return { name, program };
  } finally {
    rmSync(work, { force: true, recursive: true });
  }
};

const here = fileURLToPath(new URL(".", import.meta.url));

/** Flags under which code is compiled and run: the same ones, because V8 compares them. */
const vmModules = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"] as const;

const settings = {
  disableExperimentalSEAWarning: true,
  useCodeCache: true,
  execArgv: vmModules,
  // Like any program, it ignores NODE_OPTIONS. Other variables of Node, such as NODE_EXTRA_CA_CERTS, still apply.
  execArgvExtension: "none",
};

const inject = (
  node: string,
  { blob, program }: { readonly blob: string; readonly program: string },
): void => {
  const isMac = process.platform === "darwin";
  copyFileSync(node, program);
  chmodSync(program, 0o755);
  // macOS refuses a program whose bytes differ from its signature. Not tried: there is no Mac here.
  if (isMac) run("codesign", ["--remove-signature", program]);
  const segment = isMac ? ["--macho-segment-name", "NODE_SEA"] : [];
  const postject = fileURLToPath(new URL("cli.js", import.meta.resolve("postject")));
  run(node, [postject, program, "NODE_SEA_BLOB", blob, "--sentinel-fuse", FUSE, ...segment]);
  if (isMac) run("codesign", ["--sign", "-", program]);
};

/** @throws ReleaseError if the program cannot be started or fails. */
const run = (program: string, args: readonly string[], cwd?: string): void => {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  if (error !== undefined) throw new ReleaseError(`${program} could not be started (${error.message}).`);
  if (status !== 0)
    throw new ReleaseError(`${program} ${args.join(" ")} failed:\n${stderr.trim() || stdout.trim()}`);
};
