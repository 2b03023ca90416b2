/** Runs TypeScript from documents, and compares the results that comments promise. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, fileNameOf, root, type CodeBlock } from "./blocks.ts";
import { temporaryFolder } from "./compile.ts";

/** What running a block showed. */
export interface BlockRun {
  /** Number of promised results that were compared. */
  readonly promises: number;
  /** The error or the wrong results; empty if the block keeps its promises. */
  readonly problems: string;
}

/** Examples that need AWS, a server, a test runner, or a value from the reader. */
const needsMore =
  /https?:|awsTransport|connectOne|"vitest"|@jest|Contract\(|takeSnapshot\(client|createSignatureCheck|throw new|withRetry\(transport|createClient\(transport\), \{|\(error\)/u;

/** Whether a block runs unchanged. */
export const runsAlone = ({ document, language, text }: CodeBlock): boolean =>
  document !== "CONTRIBUTING.md" && language === "ts" && text.startsWith("import ") && !needsMore.test(text);

/** A statement with the result in a comment: `safeLine(a); // "b"`, or a status: `await client.call(...); // FAILED`. */
const promise = /^(?:await )?(.+); \/\/ ("(?:[^"\\]|\\.)*"|-?\d+|[A-Z_]+)$/u;

export const runBlock = ({ document, line, text }: CodeBlock): BlockRun => {
  const { folder, remove } = temporaryFolder();
  try {
    let promises = 0;
    const code = text.split("\n").map((row, index) => {
      const [, expression, result] = promise.exec(row) ?? [];
      if (expression === undefined || result === undefined) return row;
      promises += 1;
      const wanted = /^[A-Z_]+$/u.test(result) ? JSON.stringify(result) : result;
      return `compare(${line + index}, await (${expression}), ${wanted});`;
    });
    const compare =
      "const compare = (line: number, value: any, wanted: unknown) => { const found = value?.Status ?? value; " +
      "if (found !== wanted) throw new Error(`line ${line}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`); };\n";
    // Imports are hoisted, so the code may follow the function.
    writeFileSync(join(folder, "block.ts"), compare + code.join("\n"));
    const { status, stderr, error } = spawnSync(process.execPath, ["block.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    if (error !== undefined) throw error;
    return { promises, problems: status === 0 ? "" : `${document}: ${stderr.slice(0, 2000)}` };
  } finally {
    remove();
  }
};

/** Runs a block of tests, with the files that its document has. Returns the output if a test fails or none passes; else an empty text. */
export const runTests = ({ document, text }: CodeBlock): string => {
  const { folder, remove } = temporaryFolder();
  try {
    for (const block of blocksOf(document)) {
      const file = fileNameOf(block);
      if (file !== undefined && !file.endsWith(".test.ts")) writeFileSync(join(folder, file), block.text);
    }
    writeFileSync(join(folder, "block.test.ts"), text);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, "--reporter=default"],
      { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
    );
    // Colours would come between the words.
    return status === 0 && /Tests\s+[1-9]\d* passed/u.test(stdout) ? "" : `${stdout}${stderr}`;
  } finally {
    remove();
  }
};
