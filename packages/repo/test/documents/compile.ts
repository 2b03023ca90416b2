/** Compiles TypeScript from documents as a user of the packages would, in strict mode. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileNameOf, root, type CodeBlock } from "./blocks.ts";

/** Names that an example may leave to its reader. Everything else it imports or declares. */
const placeholders = `
import type { Transport, Client, OperationName } from "@windowpane/core";
declare global {
  const transport: Transport;
  const client: Client;
  const operation: OperationName;
  const WindowExecutionId: string;
  const token: string;
  const accessKeyId: string;
  const secretAccessKey: string;
  const error: unknown;
  const cause: unknown;
  const myTransport: (options: { send: (...request: never[]) => Promise<unknown> }) => Transport;
  const serveSomehow: (options: object) => Promise<{ url: string; close: () => Promise<void> }>;
}
`;

/** Modules that an example needs and that are not installed. */
const modules = `
declare module "@jest/globals" {
  export { expect, test } from "vitest";
}
`;

/** A temporary folder whose imports resolve to the packages of this repository. */
export const temporaryFolder = (): { readonly folder: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-documents-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  return { folder, remove: () => rmSync(folder, { force: true, recursive: true }) };
};

/** Runs the compiler in a folder. Returns its errors, one a line. */
const compilerErrors = (folder: string, project: string): readonly string[] => {
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", project, "--pretty", "false"],
    { cwd: folder, encoding: "utf8" },
  );
  if (error !== undefined) throw error;
  return `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
};

/** Compiles each block as a separate module. Returns errors as `docs/x.md:12: error TS2322: ...`. */
export const compileBlocks = (blocks: readonly CodeBlock[]): readonly string[] => {
  const { folder, remove } = temporaryFolder();
  try {
    writeFileSync(join(folder, "placeholders.d.ts"), placeholders);
    writeFileSync(join(folder, "modules.d.ts"), modules);
    const files = new Map<string, CodeBlock>();
    for (const [index, block] of blocks.entries()) {
      const file = fileNameOf(block) ?? `block-${index}.ts`;
      if (files.has(file)) throw new Error(`${file} is the name of two blocks. Rename one of them.`);
      files.set(file, block);
      writeFileSync(join(folder, file), `${block.text}export {};\n`);
    }
    const compilerOptions = {
      target: "es2024",
      lib: ["es2024", "dom", "dom.iterable"],
      module: "nodenext",
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
      types: ["node"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    return compilerErrors(folder, "tsconfig.json").map((line) =>
      line.replace(/^([\w.-]+\.ts)\((\d+),\d+\)/u, (_, file: string, row: string) => {
        const block = files.get(file);
        return `${block?.document}:${(block?.line ?? 0) + Number(row) - 1}`;
      }),
    );
  } finally {
    remove();
  }
};

/** A change to a source file: a new file, or text before the first line that contains `before`. */
export interface SourceChange {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** Default: the text is the whole file. */
  readonly before?: string;
}

/** Compiles a package with changes to its sources. Returns the compiler's errors. */
export const compileChanged = (workspace: string, changes: readonly SourceChange[]): readonly string[] => {
  const { folder, remove } = temporaryFolder();
  try {
    cpSync(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    cpSync(join(root, workspace, "src"), join(folder, workspace, "src"), { recursive: true });
    for (const name of ["package.json", "tsconfig.json"])
      cpSync(join(root, workspace, name), join(folder, workspace, name));
    const own = join(root, workspace, "node_modules");
    symlinkSync(own, join(folder, workspace, "node_modules"));
    for (const { path, text, before } of changes) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(
        file,
        before === undefined ? text : inserted(readFileSync(file, "utf8"), { path, text, before }),
      );
    }
    writeFileSync(
      join(folder, workspace, "tsconfig.changed.json"),
      JSON.stringify({
        extends: "./tsconfig.json",
        compilerOptions: {
          composite: false,
          incremental: false,
          noEmit: true,
          tsBuildInfoFile: null,
          skipLibCheck: true,
        },
        references: [],
      }),
    );
    return compilerErrors(join(folder, workspace), "tsconfig.changed.json");
  } finally {
    remove();
  }
};

const inserted = (source: string, { path, text, before }: Required<SourceChange>): string => {
  const at = source.indexOf(before);
  if (at < 0) throw new Error(`${path} has no ${JSON.stringify(before)}.`);
  const line = source.lastIndexOf("\n", at) + 1;
  return `${source.slice(0, line)}${text}${source.slice(line)}`;
};
