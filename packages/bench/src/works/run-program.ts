import { spawn } from "node:child_process";
import type { Measured } from "./measured.ts";

/** A program, and how to count the items that it prints. */
export interface Program {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Text that occurs once in each printed item. Default: the run counts as one item. */
  readonly item?: string;
  /** Exit codes of success. Default: 0. */
  readonly exitCodes?: readonly number[];
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
export const memoryOf = async (program: Program): Promise<Measured> => {
  const { items, seconds, told } = await telling(program);
  return { items, seconds, peakMiB: Number(told.split(" ", 1)[0]) / 1024 };
};

/** Runs a Node program and returns its processor time as `seconds`. */
export const processorTimeOfProgram = async (
  program: Program,
): Promise<Measured & { readonly seconds: number }> => {
  const { items, told } = await telling(program);
  return { items, seconds: Number(told.split(" ")[1]) / 1e6 };
};

const telling = ({ command, ...program }: Program): Promise<Reading> => {
  const [node = "", ...words] = command;
  return reading({ ...program, command: [node, "--import", tellCosts, ...words] });
};

/** Prints peak memory and processor time to file descriptor 3. Node does not report them for child processes. */
const tellCosts = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => { const { user, system } = process.cpuUsage(); writeSync(3, `${process.resourceUsage().maxRSS} ${user + system}`); });',
)}`;

interface Reading {
  readonly items: number;
  readonly seconds: number;
  /** Seconds until the first item was printed. */
  readonly first: number;
  /** Text written to file descriptor 3. */
  readonly told: string;
}

const reading = ({ command, env = {}, item = "\n", exitCodes = [0] }: Program): Promise<Reading> =>
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
      if (exitCodes.includes(code ?? NaN)) resolve({ items, seconds: since(), first, told });
      else reject(new Error(`${command.join(" ")} exited with ${code}: ${stderr}`));
    });
  });
