import { spawn } from "node:child_process";
import type { Measured } from "./measured.ts";

/** A program, and how to count the items that it prints. */
export interface Program {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Text that occurs once in each printed item. Default: the run counts as one item. */
  readonly item?: string;
}

/** Runs a program, reads its output, and returns the number of items and the elapsed time. */
export const runProgram = async (program: Program): Promise<Measured> => {
  const { items, seconds } = await reading(program);
  return { items: program.item === undefined ? 1 : items, seconds };
};

/** Runs a program and returns the time until its first item. All items are counted. */
export const untilFirstItem = async (program: Program): Promise<Measured> => {
  const { items, first } = await reading(program);
  return { items, seconds: first };
};

/** Runs a Node program and returns its peak memory. */
export const memoryOf = async ({ command, ...program }: Program): Promise<Measured> => {
  const [node = "", ...words] = command;
  const { items, seconds, told } = await reading({
    ...program,
    command: [node, "--import", tellMemory, ...words],
  });
  return { items, seconds, peakMiB: Number(told) / 1024 };
};

/** Prints the peak memory to file descriptor 3. Node does not report it for child processes. */
const tellMemory = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

interface Reading {
  readonly items: number;
  readonly seconds: number;
  /** Seconds until the first item was printed. */
  readonly first: number;
  /** Text written to file descriptor 3. */
  readonly told: string;
}

const reading = ({ command, env = {}, item = "\n" }: Program): Promise<Reading> =>
  new Promise((resolve, reject) => {
    const [name = "", ...words] = command;
    const start = performance.now();
    const since = (): number => (performance.now() - start) / 1000;
    const child = spawn(name, words, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    let [items, first, stderr, told, rest] = [0, 0, "", "", ""];
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
      const text = rest + piece;
      const parts = text.split(item);
      items += parts.length - 1;
      if (first === 0 && items > 0) first = since();
      // The text may end within an item's mark.
      rest = (parts.at(-1) ?? "").slice(1 - item.length);
      if (item.length === 1) rest = "";
    });
    child.stderr?.setEncoding("utf8").on("data", (piece: string) => (stderr += piece));
    child.stdio[3]?.on("data", (piece: Buffer) => (told += piece.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve({ items, seconds: since(), first, told });
      else reject(new Error(`${command.join(" ")} exited with ${code}: ${stderr}`));
    });
  });
