/** Generates clients from the OpenAPI document, and compiles them with code that uses them. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const own = fileURLToPath(new URL("../", import.meta.url));
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A repository with generated clients. */
export interface ClientRepository {
  /**
   * Compiles everything in strict mode. Returns the errors of the compiler, one a line. The client that hey-api copies into
   * a repository does not compile with exactOptionalPropertyTypes; its types of the API do.
   */
  compile(files: Readonly<Record<string, string>>): string;
  /** Runs a compiled program. Returns what it printed as JSON. */
  run(program: string, ...argv: readonly string[]): unknown;
  remove(): void;
}

/** Creates a repository with the clients of a document, as their documentation describes. */
export const generateClients = (document: string): ClientRepository => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-clients-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  writeFileSync(join(folder, "openapi.json"), document);
  node(folder, join(own, "node_modules/openapi-typescript/bin/cli.js"), "openapi.json", "-o", "schema.ts");
  const heyApi = join(own, "node_modules/@hey-api/openapi-ts/bin/run.js");
  node(folder, heyApi, "-i", "openapi.json", "-o", "hey-api", "--silent");
  cpSync(join(own, "test/programs"), folder, { recursive: true });
  return {
    compile: (files) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
      const compiler = join(own, "node_modules/typescript/bin/tsc");
      const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", ".", "--pretty", "false"], {
        cwd: folder,
        encoding: "utf8",
      });
      return `${stdout}${stderr}`
        .split("\n")
        .filter((line) => line !== "" && !/^(?: |hey-api\/(?:client|core)\/)/u.test(line))
        .join("\n");
    },
    run: (program, ...argv) => {
      mkdirSync(join(folder, "bundled"), { recursive: true });
      const bundled = join(folder, "bundled", `${program}.mjs`);
      // Generated imports have no file extensions, so users bundle them.
      node(
        folder,
        join(root, "node_modules/esbuild/bin/esbuild"),
        `${program}.ts`,
        "--bundle",
        "--platform=node",
        "--format=esm",
        `--outfile=${bundled}`,
        "--log-level=warning",
      );
      return JSON.parse(node(folder, bundled, ...argv)) as unknown;
    },
    remove: () => rmSync(folder, { force: true, recursive: true }),
  };
};

const compilerOptions = {
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

const node = (folder: string, ...argv: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  throw new Error(`${argv.join(" ")} failed: ${stdout}${stderr}`);
};
