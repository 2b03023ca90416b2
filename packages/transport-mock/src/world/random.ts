/** Seeded random numbers and IDs: realistic for tests, the same for the same seed, and not suitable for secrets. */

/** Creates a generator of numbers from 0 to below 1. The same seed gives the same sequence. */
export const seededRandom = (seed: number): (() => number) => {
  let state = scramble(seed);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return scramble(state) / 2 ** 32;
  };
};

/** Permutes the 32-bit integers without collisions; `unscramble` is the inverse. (The finalizer of MurmurHash3.) */
export const scramble = (value: number): number => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
};

/** The inverse of `scramble`: a number from 0 to 2^32 - 1. */
export const unscramble = (value: number): number => {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x7ed1b41d);
  x ^= (x >>> 13) ^ (x >>> 26);
  x = Math.imul(x, 0xa5cb9243);
  return (x ^ (x >>> 16)) >>> 0;
};

/** Hashes a text to a 32-bit number, depending on the seed. */
export const hashText = (text: string, seed: number): number => {
  let hash = scramble(seed ^ text.length);
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  return scramble(hash);
};

/** The UUID of a name under a seed, in the format of version 4. */
export const uuidOf = (name: string, seed: number): string => {
  const digits = [1, 2, 3, 4].map((salt) => hex(hashText(name, scramble(seed + salt)), 8)).join("");
  const variant = "89ab".charAt(hashText(name, seed) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
};

/** The last hex digits of a number, padded with zeros. */
export const hex = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, "0").slice(-digits);
