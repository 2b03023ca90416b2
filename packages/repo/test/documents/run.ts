/** Runs TypeScript from documents, and compares the results that comments promise. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MockFault } from "@windowpane/transport-mock";
import { openAccount } from "./account.ts";
import { blocksOf, fileNameOf, root, type CodeBlock } from "./blocks.ts";
import { temporaryFolder } from "./compile.ts";

/** What running blocks showed. */
export interface BlocksRun {
  /** Number of promised results that were compared. */
  readonly promises: number;
  /** The errors and the wrong results; empty if the blocks keep their promises. */
  readonly problems: string;
  readonly stdout: string;
  /** Number of requests to AWS. */
  readonly requests: number;
}

/** Examples that need a test runner or a browser, or that leave a value to the reader. */
const needsMore =
  /"vitest"|@jest|Contract\(|document\.body|throw new ServiceError\(operation, \{$|\(\{ accessKeyId, |withRetry\(transport/mu;

/** Whether a block runs unchanged. */
export const runsAlone = ({ document, language, text }: CodeBlock): boolean =>
  document !== "CONTRIBUTING.md" && language === "ts" && text.startsWith("import ") && !needsMore.test(text);

/** A statement with the result in a comment: `safeLine(a); // "b"`, or a status: `await client.call(...); // FAILED`. */
const promise = /^(?:await )?(.+); \/\/ ("(?:[^"\\]|\\.)*"|-?\d+|true|false|[A-Z_]+)$/u;

/**
 * Runs blocks as modules, one after the other, in one process, which is faster than one for each. The AWS account and the Windowpane
 * API that they name are servers on this machine.
 */
export const runBlocks = async (
  blocks: readonly CodeBlock[],
  faults?: readonly MockFault[],
): Promise<BlocksRun> => {
  const { folder, remove } = temporaryFolder();
  const account = await openAccount({ folder, faults });
  try {
    const codes = blocks.map((block) => withComparisons(block, account.localised(block.text)));
    const imports = codes.map(({ code, at }, index) => {
      writeFileSync(join(folder, `block-${index}.ts`), code);
      return `await import("./block-${index}.ts").catch(report("${at}"));`;
    });
    const report =
      "const report = (at: string) => (error: any) => { process.exitCode = 1; console.error(at, error?.stack ?? error); };\n";
    writeFileSync(join(folder, "main.ts"), report + imports.join("\n"));
    const { status, stdout, stderr } = await runNode(["main.ts"], folder, account.env);
    const promises = codes.reduce((sum, code) => sum + code.promises, 0);
    const problems = status === 0 ? "" : stderr.slice(0, 4000);
    return { promises, problems, stdout, requests: account.requests() };
  } finally {
    await account.close();
    remove();
  }
};

/** A block's code that compares the promised results. */
const withComparisons = (
  { document, line }: CodeBlock,
  text: string,
): { readonly at: string; readonly code: string; readonly promises: number } => {
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
  return { at: `${document}:${line}`, code: compare + code.join("\n"), promises };
};

/** Runs a block of tests, with the files that its document has. Returns the output if a test fails or none passes; else an empty text. */
export const runTests = async ({ document, text }: CodeBlock): Promise<string> => {
  const { folder, remove } = temporaryFolder();
  try {
    for (const block of blocksOf(document)) {
      const file = fileNameOf(block);
      if (file !== undefined && !file.endsWith(".test.ts")) writeFileSync(join(folder, file), block.text);
    }
    writeFileSync(join(folder, "block.test.ts"), text);
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    // Colours would come between the words.
    const env = { NO_COLOR: "1" };
    const run = [vitest, "run", "--root", folder, "--reporter=default"];
    const { status, stdout, stderr } = await runNode(run, folder, env);
    return status === 0 && /Tests\s+[1-9]\d* passed/u.test(stdout) ? "" : `${stdout}${stderr}`;
  } finally {
    remove();
  }
};

/** Runs Node and lets this process serve it meanwhile. */
const runNode = (
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env } });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
