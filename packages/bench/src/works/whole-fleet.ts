/** Reports, watches and snapshots of one execution with many machines, of the demo in the same process: requests cost little. */
import { mkdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fleetIds } from "@windowpane/transport-mock";
import type { Measured } from "./measured.ts";
import { memoryOf, runProgram } from "./run-program.ts";

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const folder = fileURLToPath(new URL("../../.cache/snapshots/", import.meta.url));
const { WindowExecutionId, TaskId } = fleetIds;

/** Prints the report on `size` machines. */
export const fleetReport = (size: number): Promise<Measured> =>
  timeOf(size, "report", WindowExecutionId, "--output", "ndjson");

/** Watches the finished execution to its end, with its report. */
export const fleetWatch = (size: number): Promise<Measured> =>
  timeOf(size, "watch", WindowExecutionId, "--quiet");

const timeOf = async (size: number, ...words: readonly string[]): Promise<Measured> => ({
  ...(await runProgram({ command: [process.execPath, main, ...words, `--demo=fleet:${size}`] })),
  items: size,
});

/** Peak memory of writing a snapshot of `size` machines, without that of a program that does nothing. */
export const snapshotWrite = async (size: number): Promise<Measured> => {
  const file = fileFor(size, "writing");
  rmSync(file, { force: true });
  return extraMemory(size, await writing(size, file));
};

/** Peak memory of listing all invocations of a snapshot of `size` machines, without that of a program that does nothing. */
export const snapshotRead = async (size: number): Promise<Measured> => {
  const command = [process.execPath, main, "invocations", WindowExecutionId, TaskId];
  return extraMemory(size, await memoryOf({ command: [...command, "--source", await written(size)] }));
};

/** Size of a snapshot of `size` machines. */
export const snapshotSize = async (size: number): Promise<Measured> => ({
  items: size,
  seconds: 0,
  peakMiB: statSync(await written(size)).size / 1024 / 1024,
});

const extraMemory = async (items: number, { peakMiB = Number.NaN }: Measured): Promise<Measured> => {
  const { peakMiB: base = Number.NaN } = await memoryOf({
    command: [process.execPath, main, "windows", "--demo"],
  });
  return { items, seconds: 0, peakMiB: peakMiB - base };
};

/** A snapshot of `size` machines that the built program wrote; it is kept for the next round. */
const written = async (size: number): Promise<string> => {
  const file = fileFor(size, "written");
  const { mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs > statSync(main).mtimeMs) return file;
  rmSync(file, { force: true });
  await writing(size, file);
  return file;
};

const writing = (size: number, file: string): Promise<Measured> =>
  memoryOf({
    command: [process.execPath, main, "snapshot", WindowExecutionId, `--demo=fleet:${size}`, "-o", file],
  });

const fileFor = (size: number, use: string): string => {
  mkdirSync(folder, { recursive: true });
  return `${folder}${use}-${size}.json`;
};
