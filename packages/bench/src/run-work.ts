/** One work in a process of its own: `node src/run-work.ts walk-pages 100000` prints what it took as JSON. */
import { isWorkName, works } from "./works/index.ts";

const [name = "", size = "0"] = process.argv.slice(2);
if (!isWorkName(name))
  throw new Error(`There is no work ${name}; there are ${Object.keys(works).join(", ")}`);

// Once small, so that what is measured is compiled.
await works[name](1000);
const start = process.cpuUsage();
const items = await works[name](Number(size));
// Processor time, all threads: a busy machine stretches the clock on the wall, and these works wait for nothing.
const { user, system } = process.cpuUsage(start);
const seconds = (user + system) / 1e6;
// Node gives the peak in KiB on every platform.
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ items, seconds, peakMiB }));
