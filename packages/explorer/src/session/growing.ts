/** How often a report that grows while it is read is shown, so that showing it delays neither the reading nor the user. */
import type { Reading, Values } from "../model/reading.ts";

type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Minimum time between two versions of a report, in milliseconds. */
const REST = 100;

/** A large report takes long to make, so it stays for one more millisecond per this number of machines. */
const MACHINES_PER_MILLISECOND = 20;

/** Number of machines of a report that takes long to make and to draw. */
const LARGE = 10_000;

/** Whether a report is the last of its reading. */
export const isWhole = (reading: Reading, value: unknown): boolean =>
  sizeOf(reading, value)?.isWhole === true;

/** Waits before the next version is taken. The report grows meanwhile; other readings are taken page by page. */
export const letItGrow = async (
  reading: Reading,
  value: unknown,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<void> => {
  const size = sizeOf(reading, value);
  if (size !== undefined) await sleep(Math.max(REST, size.machines / MACHINES_PER_MILLISECOND), signal);
};

/** Lets keys and frames come between making a large report and drawing it. */
export const letOthersRun = async (
  reading: Reading,
  value: unknown,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<void> => {
  if ((sizeOf(reading, value)?.machines ?? 0) >= LARGE) await sleep(0, signal);
};

/** Size of a value that grows while it is read; undefined for other values. */
const sizeOf = (
  { of }: Reading,
  value: unknown,
): { readonly machines: number; readonly isWhole: boolean } | undefined => {
  if (value === undefined || (of !== "execution" && of !== "failures")) return undefined;
  const { counts, done } = value as Values["execution" | "failures"]; // Under its own key.
  return { machines: counts.total, isWhole: done };
};
