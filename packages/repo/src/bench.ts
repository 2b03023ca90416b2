/** `npm run bench`: builds and runs the benchmarks, and passes its arguments on to them. */
import { spawnSync } from "node:child_process";
import { root } from "./workspace/root.ts";
import { build } from "./workspace/turbo.ts";

const npm = process.env["npm_execpath"];
if (npm === undefined || !/npm-cli\.[cm]?js$/.test(npm)) {
  console.error("The benchmarks run through npm. Use `npm run bench`.");
  process.exitCode = 1;
} else if (build("@windowpane/bench...", "windowpane", "@windowpane/edge")) {
  const { status } = spawnSync(
    process.execPath,
    [npm, "run", "bench", "--silent", "--workspace=@windowpane/bench", "--", ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
} else {
  process.exitCode = 1;
}
