/** Runs one work in a separate process: `node src/run-work.ts walk-pages 100000` prints its figures as JSON. */
import { isWorkName, works } from "./works/index.ts";

const [name = "", size = "0"] = process.argv.slice(2);
if (!isWorkName(name)) throw new Error(`Unknown work ${name}. Use one of ${Object.keys(works).join(", ")}.`);

// Warm up, so that the measured code is compiled. Servers warm up themselves; starts are measured cold.
if (name.startsWith("walk")) await works[name](1000);
const start = process.cpuUsage();
const outcome = await works[name](Number(size));
const measured = typeof outcome === "number" ? { items: outcome } : outcome;
// CPU time of all threads, because elapsed time depends on the load of the machine.
const { user, system } = process.cpuUsage(start);
// maxRSS is in KiB on every platform.
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({ seconds: (user + system) / 1e6, p99: 0, lost: 0, p95: 0, bytes: 0, peakMiB, ...measured }),
);
// A server may still be shutting down.
process.exit();
