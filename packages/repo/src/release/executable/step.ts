/** `npm run release -- executable`: builds the program and makes a single executable of it, for this platform. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../../workspace/turbo.ts";
import { startFolder } from "../pack.ts";
import { ReleaseError } from "../release-error.ts";
import type { Step } from "../step.ts";
import { buildExecutable, run } from "./build-executable.ts";

export const executable: Step = {
  usage: "--out FOLDER",
  about: "Make a single executable for this platform, and its .tar.gz.",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { out: { type: "string" } } });
    if (values.out === undefined)
      throw new ReleaseError(
        "--out is missing. Name the folder for the executable, as in `--out executable`.",
      );
    if (!build("windowpane")) throw new ReleaseError("No executable was made.");
    const out = resolve(startFolder, values.out);
    const { name, program } = await buildExecutable({ out });
    // Windows has tar, too.
    run("tar", ["-czf", join(out, `${name}.tar.gz`), "-C", out, name]);
    console.log(`${program}\n${join(out, `${name}.tar.gz`)}`);
  },
};
