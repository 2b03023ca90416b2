/** `npm start`: builds the program and runs it with the demo account. Only the program writes to stdout. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { root } from "./workspace/root.ts";
import { build } from "./workspace/turbo.ts";

const args = process.argv.slice(2);
const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
const isCommand = args[0] !== undefined && !args[0].startsWith("-");

console.error("Building what changed ...");
if (build("windowpane")) {
  const child = spawn(
    process.execPath,
    [
      join(root, "apps/terminal/dist/main.js"),
      // The UI needs a terminal.
      ...(isTerminal || isCommand ? args : ["failures", "--source", "demo", ...args]),
    ],
    { env: { WINDOWPANE_SOURCE: "demo", ...process.env }, stdio: "inherit" },
  );
  // The terminal sends Ctrl-C to the program, too. This process waits for its exit code.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
} else {
  process.exitCode = 1;
}
