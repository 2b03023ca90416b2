/**
 * Checks the habits of the code: `node packages/repo/src/habits/main.ts [folder ...]`, for example `packages/core`, or
 * `.` for the documents at the root and in docs. Default: all folders. Prints each fault and a table of counts. Exits
 * with 1 if there is a fault.
 */
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "../workspace/root.ts";
import { checkHabits } from "./check-habits.ts";

const named = process.argv.slice(2).map((folder) => folder.replace(/(?<=.)\/$/, ""));
const packages = globSync("{packages,apps}/*/package.json", { cwd: root })
  .map((file) => dirname(file).replaceAll("\\", "/"))
  .toSorted();

const { faults, table } = checkHabits(root, named.length > 0 ? named : [".", ...packages]);
for (const { message } of faults) console.error(message);
console.log(table.join("\n"));
process.exitCode = faults.length > 0 ? 1 : 0;
