import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Growth of the heap between two full collections, in percent. V8's own is 50 to 300. */
const GROWTH = 15;

/**
 * Space for new objects, in bytes, at which it stops growing. V8's own limit is 128 MiB, which a UI that reads 100,000
 * machines reaches without being faster. At 8 MiB, reading takes 30% more processor time.
 */
const NEW_SPACE = 16 * 2 ** 20;

/**
 * Lets V8 collect garbage earlier, so that the process stays close to the size of what is in use: 290 MiB instead of 440 to
 * 560 for 100,000 machines from an HTTP source, for a fifth more processor time while they are read. V8 reads both flags
 * whenever it grows the heap, so they can be set at run time.
 *
 * @returns a check to call repeatedly while data is read: it limits the space for new objects once that has grown far
 * enough, and lifts the limit if V8 has made it smaller since.
 */
export const keepHeapSmall = (): (() => void) => {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  let wasLimited = false;
  return () => {
    const isLimited = newSpace() >= NEW_SPACE;
    if (isLimited === wasLimited) return;
    wasLimited = isLimited;
    setFlagsFromString(`--semi-space-growth-factor=${isLimited ? 1 : 2}`);
  };
};

const newSpace = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
