/** The program's screen in a pseudo-terminal: how soon it stands there, how soon it answers a key, and how much it writes. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";
import type { Measured } from "./measured.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const raw = fileURLToPath(new URL("../programs/raw-screen.mjs", import.meta.url));

/** Until something is painted. */
export const screenPaint = (): Promise<Measured> => untilShown([main, "--demo"], "windowpane");

/** Until the demo's windows stand there. */
export const screenRows = (): Promise<Measured> => untilShown([main, "--demo"], "linux-patch-nightly");

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
  await screen.until("fleet");
  await screen.frameAfter("\r");
  await screen.until("started");
  await screen.frameAfter("\r");
  await screen.until(/1 task/);
  await screen.frameAfter("\r");
  await screen.until(/read just now/);
  try {
    return { ...(await measure(screen)), peakMiB: peakOf(screen.pid) };
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

/** Linux tells the peak of every process; elsewhere there is no such figure. */
const peakOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};
