/** Runs TypeScript from documents, and compares the results that comments promise. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MockFault } from "@windowpane/transport-mock";
import { openAccount } from "./account.ts";
import { blocksOf, fileNameOf, root, type CodeBlock } from "./blocks.ts";
import { temporaryFolder } from "./compile.ts";

/** What running a block showed. */
export interface BlockRun {
  /** Number of promised results that were compared. */
  readonly promises: number;
  /** The error or the wrong results; empty if the block keeps its promises. */
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

/** Runs a block. The AWS account and the Windowpane API that it names are servers on this machine. */
export const runBlock = async (
  { document, line, text }: CodeBlock,
  faults?: readonly MockFault[],
): Promise<BlockRun> => {
  const { folder, remove } = temporaryFolder();
  const account = await openAccount({ folder, faults });
  try {
    let promises = 0;
    const code = account
      .localised(text)
      .split("\n")
      .map((row, index) => {
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
    const { status, stdout, stderr } = await runNode(["block.ts"], folder, account.env);
    const problems = status === 0 ? "" : `${document}: ${stderr.slice(0, 2000)}`;
    return { promises, problems, stdout, requests: account.requests() };
  } finally {
    await account.close();
    remove();
  }
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
