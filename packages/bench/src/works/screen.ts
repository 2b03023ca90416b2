/** The program's screen in a pseudo-terminal: how soon it stands there, how soon it answers a key, and how much it writes. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";
import { builtWithout } from "./built-without.ts";
import type { Measured } from "./measured.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const fastClock = new URL("../programs/fast-clock.mjs", import.meta.url).href;
const raw = fileURLToPath(new URL("../programs/raw-screen.mjs", import.meta.url));

/** Until something is painted. */
export const screenPaint = (): Promise<Measured> => untilShown([main, "--demo"], "windowpane");

/** Until the demo's windows stand there. */
export const screenRows = (): Promise<Measured> => untilShown([main, "--demo"], "linux-patch-nightly");

/** The same in a program that was built without one of the rewrites in `apps/terminal/build.mjs`. */
export const screenRowsWithout = (rewrite: string): Promise<Measured> =>
  untilShown([builtWithout(rewrite), "--demo"], "linux-patch-nightly");

/** The same rows, written by a program that does nothing else. */
export const rawRows = (): Promise<Measured> => untilShown([raw], "linux-patch-nightly", "kill");

/** From a key that moves the selection to its frame, in a list of so many rows. */
export const screenMove = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "j", "k"));

/** From the key that sorts so many rows to its frame. */
export const screenSort = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "s", "s"));

/** From the key that filters so many rows, and the one that takes the filter away, to their frames. */
export const screenFilter = (size: number): Promise<Measured> =>
  withList(size, (screen) => pressed(screen, size, "f", "f"));

/** From the first letter of a search through so many rows to its frame, half a second after the key that begins it. */
export const screenSearch = (size: number): Promise<Measured> =>
  withList(size, async (screen) => {
    // What is searched is made once for a list, so that only the first time counts.
    await screen.frameAfter("/");
    await setTimeout(500);
    const start = performance.now();
    await screen.frameAfter("d");
    return { items: size, seconds: (performance.now() - start) / 1000 };
  });

/** What the screen holds in memory when its live view has followed a night for so many minutes, in a second each. */
export const screenLive = async (minutes: number): Promise<Measured> => {
  const screen = open(["--max-semi-space-size=4", "--import", fastClock, main, "--demo"]);
  try {
    await screen.until("linux-patch-nightly");
    await screen.frameAfter("w");
    await screen.until("● live");
    await setTimeout(minutes * 1000);
    return { items: minutes, peakMiB: memoryOf(screen.pid, "VmRSS") };
  } finally {
    await screen.kill();
  }
};

/** Processor time of so many seconds in which nobody touches the screen. */
export const screenIdle = (seconds: number): Promise<Measured> => idle([main, "--demo"], seconds);

/** The same of a program that waits for keys and does nothing else. */
export const rawIdle = (seconds: number): Promise<Measured> => idle([raw], seconds);

const idle = async (argv: readonly string[], items: number): Promise<Measured> => {
  const screen = open(argv);
  try {
    await screen.until("linux-patch-nightly");
    // What follows the first rows, such as reading the rest and collecting garbage, is no idling.
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
  /** Writes keys and resolves with the first text after them that ends a frame. */
  readonly frameAfter: (keys: string) => Promise<string>;
  /** Resolves when what was written since the last key holds a text. */
  readonly until: (text: string | RegExp) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Ends it as a person does: only then is what Node made of its code kept for the next start. */
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
    // What every terminal answers when it is asked for its background.
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
const withList = async (size: number, measure: (screen: Screen) => Promise<Measured>): Promise<Measured> => {
  const screen = open([main, `--demo=fleet:${size}`]);
  // The header has the source's name at once; the window's id stands there when its row does.
  await screen.until("mw-0f1ee7f1ee7f1ee70");
  await screen.frameAfter("\r");
  await screen.until("started");
  await screen.frameAfter("\r");
  await screen.until(/1 task/);
  await screen.frameAfter("\r");
  await screen.until(/read just now/);
  try {
    return { ...(await measure(screen)), peakMiB: memoryOf(screen.pid, "VmHWM") };
  } finally {
    await screen.kill();
  }
};

/** Milliseconds between keys, as when one is held down: frames come at most 60 times a second, and none is to wait for its turn. */
const pause = 33;

/** Once by way of a warm-up, then so often that one slow frame in twenty shows. */
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

/** Linux tells this of every process, in MiB; elsewhere there is no such figure. */
const memoryOf = (pid: number, figure: "VmHWM" | "VmRSS"): number =>
  Number(new RegExp(`${figure}:\\s*(\\d+)`).exec(fileOf(pid, "status"))?.[1]) / 1024;

/** In seconds, counted by Linux in hundredths. */
const processorTimeOf = (pid: number): number => {
  // Behind the name, which may hold blanks: user time is the twelfth figure, system time the one after it.
  const figures = fileOf(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(figures[11]) + Number(figures[12])) / 100;
};

const fileOf = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
};
