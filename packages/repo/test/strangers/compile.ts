/** Compiles a user's TypeScript with old and new compilers. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/workspace/root.ts";
import { others, run } from "./repositories.ts";

/** Folders of the compilers, by version. */
export const compilers = {
  "7": join(root, "node_modules/typescript"),
  "5.9": join(others, "node_modules/typescript-5.9"),
  "5.6": join(others, "node_modules/typescript-5.6"),
} as const;

/** A compiler, how it resolves modules, and the versions of peer dependencies. */
export interface Compilation {
  readonly version: keyof typeof compilers;
  readonly resolution: "nodenext" | "bundler";
  readonly oldest: boolean;
}

export const compilations: readonly Compilation[] = (["7", "5.9", "5.6"] as const).flatMap((version) =>
  (["nodenext", "bundler"] as const).flatMap((resolution) =>
    ([false, true] as const).map((oldest) => ({ version, resolution, oldest })),
  ),
);

/** Folder in a repository that the compiler writes to. */
export const outputOf = ({ version, resolution }: Compilation): string => `out-${version}-${resolution}`;

/**
 * Compiles a file in strict mode, with declarations. Returns the compiler's exit code and output.
 *
 * @param skipLibCheck - default: false, so that all declarations are checked, but those of hono do not compile with
 * TypeScript 5.6.
 */
export const compile = (
  repository: string,
  file: string,
  compilation: Compilation,
  { skipLibCheck = compilation.version === "5.6" } = {},
): { readonly status: number | null; readonly said: string } => {
  const { version, resolution } = compilation;
  const config = `tsconfig.${file}.${version}.${resolution}.json`;
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    module: resolution === "nodenext" ? "nodenext" : "esnext",
    moduleResolution: resolution,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck,
    declaration: true,
    outDir: outputOf(compilation),
    types: ["node"],
  };
  writeFileSync(join(repository, config), JSON.stringify({ compilerOptions, files: [file] }));
  const tsc = join(compilers[version], "bin/tsc");
  const { status, stdout, stderr } = run(repository, [tsc, "-p", config, "--pretty", "false"]);
  return { status, said: `${stdout}${stderr}` };
};

/** Prints the doc comments that an editor shows for three members. Its arguments: the compiler's folder. */
export const hoverScript = `
  const ts = require(process.argv[1]);
  const file = "hover.ts";
  const text = 'import type { DescribeMaintenanceWindowExecutionTaskInvocationsInput as I } from "@windowpane/core";\\n' +
    'declare const i: I; i.MaxResults; i.Filters; i.TaskId;';
  const options = { strict: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = {
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => name === file ? ts.ScriptSnapshot.fromString(text)
      : ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(name)) : undefined,
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  };
  const service = ts.createLanguageService(host);
  const hover = (name) => ts.displayPartsToString(service.getQuickInfoAtPosition(file, text.indexOf("i." + name) + 2).documentation);
  console.log(JSON.stringify(["MaxResults", "Filters", "TaskId"].map(hover)));
`;
