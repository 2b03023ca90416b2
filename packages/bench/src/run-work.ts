/** One work in a process of its own: `node src/run-work.ts walk-pages 100000` prints what it took as JSON. */
import { isWorkName, works } from "./works/index.ts";

const [name = "", size = "0"] = process.argv.slice(2);
if (!isWorkName(name))
  throw new Error(`There is no work ${name}; there are ${Object.keys(works).join(", ")}`);

// Once small, so that what is measured is compiled; servers warm up by themselves, and starting is measured cold.
if (name.startsWith("walk")) await works[name](1000);
const start = process.cpuUsage();
const outcome = await works[name](Number(size));
const measured = typeof outcome === "number" ? { items: outcome } : outcome;
// Processor time, all threads: a busy machine stretches the clock on the wall, and a walk waits for nothing.
const { user, system } = process.cpuUsage(start);
// Node gives the peak in KiB on every platform.
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({ seconds: (user + system) / 1e6, p99: 0, lost: 0, p95: 0, bytes: 0, peakMiB, ...measured }),
);
// A server that has been told to end may still be ending.
process.exit();
