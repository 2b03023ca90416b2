/** The UI in a pseudo-terminal: start time, key latency, bytes written, memory. */
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";
import { builtWithout } from "./built-without.ts";
import type { Measured } from "./measured.ts";
import { memoryOfProcess, processorTimeOf } from "./process-figures.ts";
import { withFleet } from "./with-fleet.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const fastClock = new URL("../programs/fast-clock.mjs", import.meta.url).href;
const raw = fileURLToPath(new URL("../programs/raw-screen.mjs", import.meta.url));

/** Time until the first paint. */
export const screenPaint = (): Promise<Measured> => untilShown([main, "--demo"], "windowpane");

/** Time until the demo's windows are shown. */
export const screenRows = (): Promise<Measured> => untilShown([main, "--demo"], "linux-patch-nightly");

/** The same in a program that was built without one of the rewrites in `apps/terminal/build.mjs`. */
export const screenRowsWithout = (rewrite: string): Promise<Measured> =>
  untilShown([builtWithout(rewrite), "--demo"], "linux-patch-nightly");

/** The same for a program that only writes these rows. */
export const rawRows = (): Promise<Measured> => untilShown([raw], "linux-patch-nightly", "kill");

/** Key press to frame, moving the selection in a list of `size` rows. */
export const screenMove = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "j", "k"));

/** Key press to frame, sorting `size` rows. */
export const screenSort = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "s", "s"));

/** Key press to frame, setting and clearing a filter on `size` rows. */
export const screenFilter = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "f", "f"));

/** Key press to frame, first letter of a search in `size` rows, half a second after opening the search. */
export const screenSearch = (size: number): Promise<Measured> =>
  withList(size, async (screen) => {
    // The search text is built once per list, so only the first search counts.
    await screen.frameAfter("/");
    await setTimeout(500);
    const start = performance.now();
    await screen.frameAfter("d");
    return { items: size, seconds: (performance.now() - start) / 1000 };
  });

/** Peak memory of reading `size` rows with their machines from a server in another process, and moving the selection. */
export const screenMemory = (size: number): Promise<Measured> =>
  withFleet(size, (url) => withRows(["--source", url], (screen) => pressed(screen, size, "j", "k")));

/** Memory after following the demo for `minutes`, at one minute per second. */
export const screenLive = async (minutes: number): Promise<Measured> => {
  const screen = open(["--max-semi-space-size=4", "--import", fastClock, main, "--demo"]);
  try {
    await screen.until("linux-patch-nightly");
    await screen.frameAfter("w");
    await screen.until("● live");
    await setTimeout(minutes * 1000);
    return { items: minutes, peakMiB: memoryOfProcess(screen.pid, "VmRSS") };
  } finally {
    await screen.kill();
  }
};

/** CPU time of `seconds` without input. */
export const screenIdle = (seconds: number): Promise<Measured> => idle([main, "--demo"], seconds);

/** The same for a program that only waits for keys. */
export const rawIdle = (seconds: number): Promise<Measured> => idle([raw], seconds);

const idle = async (argv: readonly string[], items: number): Promise<Measured> => {
  const screen = open(argv);
  try {
    await screen.until("linux-patch-nightly");
    // Wait for the work after the first rows, such as reading the rest and garbage collection.
    await setTimeout(5000);
    const before = processorTimeOf(screen.pid);
    await setTimeout(items * 1000);
    return { items, seconds: Math.max(0.01, processorTimeOf(screen.pid) - before) };
  } finally {
    await screen.kill();
  }
};

interface Screen {
  readonly pid: number;
  /** Writes keys and resolves with the output up to the end of the next frame. */
  readonly frameAfter: (keys: string) => Promise<string>;
  /** Resolves when the output since the last key contains a text. */
  readonly until: (text: string | RegExp) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Quits with a key: only then does Node keep its compile cache for the next start. */
  readonly quit: () => Promise<void>;
}

const open = (argv: readonly string[]): Screen => {
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, [...argv], {
    cols: 160,
    rows: 48,
    name: "xterm-256color",
    env: { ...env, LANG: "C.UTF-8" },
  });
  let written = "";
  let look = (): void => {};
  child.onData((text) => {
    // A terminal's response to the query for its background.
    if (text.includes("\u001b[c")) child.write("\u001b]11;rgb:0000/0000/0000\u001b\\\u001b[?1;2c");
    written += text;
    look();
  });
  const ended = new Promise<void>((resolve) => {
    child.onExit(() => resolve());
  });
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (isThere()) resolve();
      };
      look();
    });
  return {
    pid: child.pid,
    until: (text) => until(() => (typeof text === "string" ? written.includes(text) : text.test(written))),
    frameAfter: async (keys) => {
      written = "";
      child.write(keys);
      await until(() => written.endsWith("\u001b[?2026l"));
      return written;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    quit: async () => {
      child.write("q");
      await ended;
    },
  };
};

const untilShown = async (
  argv: readonly string[],
  text: string,
  end: "quit" | "kill" = "quit",
): Promise<Measured> => {
  const start = performance.now();
  const screen = open(argv);
  await screen.until(text);
  const seconds = (performance.now() - start) / 1000;
  await screen[end]();
  return { items: 1, seconds };
};

/** Opens the list of a fleet's invocations and waits until all are read. */
const withList = (size: number, measure: (screen: Screen) => Promise<Measured>): Promise<Measured> =>
  withRows([`--demo=fleet:${size}`], measure);

const withRows = async (
  source: readonly string[],
  measure: (screen: Screen) => Promise<Measured>,
): Promise<Measured> => {
  const screen = open([main, ...source]);
  // The header shows the source's name at once; the window's ID appears with its row.
  await screen.until("mw-0f1ee7f1ee7f1ee70");
  await screen.frameAfter("\r");
  await screen.until(/1 execution(?! of)/);
  await screen.frameAfter("\r");
  await screen.until(/1 task/);
  await screen.frameAfter("\r");
  await screen.until(/read (just now|\d+s ago)/);
  try {
    return { ...(await measure(screen)), peakMiB: memoryOfProcess(screen.pid, "VmHWM") };
  } finally {
    await screen.kill();
  }
};

/** Milliseconds between keys, as when a key is held down. At 60 frames per second, no frame waits for another. */
const pause = 33;

/** Number of measured keys: enough for a 95th percentile. */
const presses = 60;

const pressed = async (screen: Screen, items: number, ...keys: readonly string[]): Promise<Measured> => {
  const took: number[] = [];
  const bytes: number[] = [];
  for (let count = -keys.length * 4; count < presses; count += 1) {
    const key = keys[Math.abs(count) % keys.length] ?? "";
    await setTimeout(pause);
    const start = performance.now();
    const frame = await screen.frameAfter(key);
    if (count < 0) continue;
    took.push(performance.now() - start);
    bytes.push(Buffer.byteLength(frame));
  }
  return { items, seconds: atShare(took, 0.5) / 1000, p95: atShare(took, 0.95), bytes: atShare(bytes, 0.5) };
};

const atShare = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
