import { spawn } from "node:child_process";
import type { Measured } from "./measured.ts";

/** A program to be started, and how to count what it prints. */
export interface Program {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What stands once in each item that it prints. Default: the run as a whole is the one item. */
  readonly item?: string;
}

/** Runs a program to its end, reading all that it prints: how many items there were, and how long it took by the clock. */
export const runProgram = async (program: Program): Promise<Measured> => {
  const { items, seconds } = await reading(program);
  return { items: program.item === undefined ? 1 : items, seconds };
};

/** The same until its first item is printed; the rest is read and counted too. */
export const untilFirstItem = async (program: Program): Promise<Measured> => {
  const { items, first } = await reading(program);
  return { items, seconds: first };
};

/** The same, with the most memory that a program of Node's took; what it prints on its third stream. */
export const memoryOf = async ({ command, ...program }: Program): Promise<Measured> => {
  const [node = "", ...words] = command;
  const { items, seconds, told } = await reading({
    ...program,
    command: [node, "--import", tellMemory, ...words],
  });
  return { items, seconds, peakMiB: Number(told) / 1024 };
};

/** The program's own figure: Node has none for its children. */
const tellMemory = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));',
)}`;

interface Reading {
  readonly items: number;
  readonly seconds: number;
  /** Seconds until the first item was printed. */
  readonly first: number;
  /** What it wrote to its third stream. */
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
    let [items, first, said, told, rest] = [0, 0, "", "", ""];
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
      const text = rest + piece;
      const parts = text.split(item);
      items += parts.length - 1;
      if (first === 0 && items > 0) first = since();
      // What may be the beginning of the next item's mark.
      rest = (parts.at(-1) ?? "").slice(1 - item.length);
      if (item.length === 1) rest = "";
    });
    child.stderr?.setEncoding("utf8").on("data", (piece: string) => (said += piece));
    child.stdio[3]?.on("data", (piece: Buffer) => (told += piece.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve({ items, seconds: since(), first, told });
      else reject(new Error(`${command.join(" ")} ended with ${code}: ${said}`));
    });
  });
