import { hashText, hex, scramble, unscramble } from "../../world/random.ts";

/** IDs that are computed from an index, and indexes that are computed from an ID. */
export interface ScatteredIds {
  idOf(index: number): string;
  /** Undefined if no index has this ID. */
  indexOf(id: string): number | undefined;
}

/** UUIDs in the format of version 4. */
export const scatteredUuids = (name: string, count: number, seed: number): ScatteredIds =>
  scatteredIds({
    name,
    count,
    seed,
    digitsAt: 0,
    write: (digits, rest) => digits + rest,
    rest: (random) => {
      const digits = hex(random(), 8) + hex(random(), 8) + hex(random(), 8);
      const variant = "89ab".charAt(random() % 4);
      return `-${digits.slice(0, 4)}-4${digits.slice(4, 7)}-${variant}${digits.slice(7, 10)}-${digits.slice(10, 22)}`;
    },
  });

/** EC2 instance IDs. */
export const scatteredMachines = (count: number, seed: number): ScatteredIds =>
  scatteredIds({
    name: "machine",
    count,
    seed,
    digitsAt: -DIGITS,
    write: (digits, rest) => rest + digits,
    rest: (random) => `i-0${hex(random(), 8)}`,
  });

/**
 * IDs for the indexes from 0 to `count - 1`, up to 2^32. Eight hex digits contain the index, scrambled so that consecutive
 * IDs differ; the rest comes from a small table. A table of all IDs would need the memory that a computed list saves.
 */
const scatteredIds = (options: {
  readonly count: number;
  readonly seed: number;
  /** Names the set: different names have different IDs. */
  readonly name: string;
  /** Joins the eight digits and the rest to an ID. */
  readonly write: (digits: string, rest: string) => string;
  /** Makes a rest from 32-bit numbers. */
  readonly rest: (random: () => number) => string;
  /** Start of the eight digits in an ID; negative numbers count from the end. */
  readonly digitsAt: number;
}): ScatteredIds => {
  const { count, seed, name, write, digitsAt } = options;
  const key = hashText(name, seed);
  const rests = Array.from({ length: RESTS }, (_, place) => {
    let draw = scramble(key + place);
    return options.rest(() => (draw = scramble(draw + 0x9e3779b9)));
  });
  const idOf = (index: number): string =>
    write(eightDigits(scramble(index ^ key)), rests[(index ^ key) & (RESTS - 1)] ?? "");
  return {
    idOf,
    indexOf: (id) => {
      const digits = id.slice(digitsAt, digitsAt === -DIGITS ? undefined : digitsAt + DIGITS);
      const index = (unscramble(Number.parseInt(digits, 16)) ^ key) >>> 0;
      return index < count && idOf(index) === id ? index : undefined;
    },
  };
};

const RESTS = 1024;
const DIGITS = 8;

const codes = [..."0123456789abcdef"].map((digit) => digit.charCodeAt(0));
const codeOf = (value: number, shift: number): number => codes[(value >>> shift) & 15] ?? 0;

/** Ten times as fast as `toString(16)` with padding; called for each ID of a page. */
const eightDigits = (value: number): string =>
  String.fromCharCode(
    codeOf(value, 28),
    codeOf(value, 24),
    codeOf(value, 20),
    codeOf(value, 16),
    codeOf(value, 12),
    codeOf(value, 8),
    codeOf(value, 4),
    codeOf(value, 0),
  );
