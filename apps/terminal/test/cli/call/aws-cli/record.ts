/**
 * Runs the command lines through the AWS CLI 2 and writes `recorded.jsonl`: `npm run record:aws-cli -w windowpane -- [--all] [AWS]`,
 * where AWS is the path of the program. Without `--all`, lines that have a result keep it.
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startEndpoint } from "../../../local-endpoint.ts";
import { findAwsCli, runAwsCli } from "./aws-cli.ts";
import { account, commandLines, recorded } from "./compare.ts";

const words = process.argv.slice(2);
const isAll = words.includes("--all");
const program = words.find((word) => word !== "--all") ?? (await findAwsCli());
if (program === undefined) throw new Error("There is no AWS CLI 2 on PATH. Give its path.");

const endpoint = await startEndpoint(account());
const earlier = new Map(recorded().map((result) => [JSON.stringify(result.argv), result]));
const results: string[] = [];
const waiting = commandLines().entries();
const worker = async (): Promise<void> => {
  for (const [index, argv] of waiting) {
    const known = isAll ? undefined : earlier.get(JSON.stringify(argv));
    if (known !== undefined) {
      results[index] = JSON.stringify(known);
      continue;
    }
    const { exitCode, stdout } = await runAwsCli(program, endpoint.url, argv);
    results[index] = JSON.stringify({ argv, exitCode, stdout });
  }
};
await Promise.all([worker(), worker(), worker()]);
await endpoint.close();
await writeFile(fileURLToPath(new URL("recorded.jsonl", import.meta.url)), `${results.join("\n")}\n`);
