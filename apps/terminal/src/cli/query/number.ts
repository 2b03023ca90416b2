/**
 * Numbers as the AWS CLI holds them, which is Python's way: integers of any size, and floats that print a fraction even when
 * they are whole, such as `2.0`.
 */

const value = Symbol("value");

/** A float that a JavaScript number would print as an integer. */
export interface WholeFloat {
  readonly [value]: number;
}

export type QueryNumber = number | bigint | WholeFloat;

export const isWholeFloat = (candidate: unknown): candidate is WholeFloat =>
  typeof candidate === "object" && candidate !== null && value in candidate;

export const isNumber = (candidate: unknown): candidate is QueryNumber =>
  typeof candidate === "number" || typeof candidate === "bigint" || isWholeFloat(candidate);

/** Creates a float. */
export const float = (number: number): QueryNumber =>
  Number.isInteger(number) ? { [value]: number } : number;

/** Creates an integer. Those that a JavaScript number cannot hold exactly become bigints. */
export const integer = (digits: string | bigint | number): number | bigint => {
  const exact = BigInt(digits);
  return exact >= Number.MIN_SAFE_INTEGER && exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact;
};

/** Gives a number that JavaScript's operators compare. */
export const comparable = (number: QueryNumber): number | bigint =>
  isWholeFloat(number) ? number[value] : number;

/** Whether the AWS CLI holds the number as an integer. */
export const isInteger = (number: QueryNumber): number is number | bigint =>
  typeof number === "bigint" || (typeof number === "number" && Number.isInteger(number));

/** Adds numbers. The sum is an integer if all of them are. */
export const sumOf = (numbers: readonly QueryNumber[]): QueryNumber => {
  if (numbers.every(isInteger)) return integer(numbers.reduce((sum: bigint, next) => sum + BigInt(next), 0n));
  return float(numbers.reduce((sum: number, next) => sum + Number(comparable(next)), 0));
};

/** Formats a number as Python prints it: `2`, `2.0`, `1e-07`, `1e+16`. */
export const numberText = (number: QueryNumber): string => {
  if (isInteger(number)) return String(number === 0 ? 0 : number);
  const plain = Number(comparable(number));
  if (!Number.isFinite(plain)) return String(plain);
  const [mantissa = "", power = "0"] = plain.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const digits = exponent < 0 ? plain.toFixed(fractionLength(mantissa) - exponent) : String(plain);
  const text = Object.is(plain, -0) ? "-0" : digits;
  return text.includes(".") ? text : `${text}.0`;
};

const fractionLength = (mantissa: string): number => mantissa.replace(/^-?\d\.?/, "").length;

const INTEGER = /^[+-]?\d+(?:_\d+)*$/;
const FLOAT =
  /^[+-]?(?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?|inf(?:inity)?|nan)$/i;

/** Reads a text as Python's `int` and `float` do; undefined if it is not a number. */
export const parseNumber = (text: string): QueryNumber | undefined => {
  const digits = text.trim();
  if (INTEGER.test(digits)) return integer(digits.replaceAll("_", "").replace(/^\+/, ""));
  if (!FLOAT.test(digits)) return undefined;
  const plain = digits.replaceAll("_", "").toLowerCase();
  if (plain.endsWith("nan")) return Number.NaN;
  if (plain.includes("inf")) return plain.startsWith("-") ? -Infinity : Infinity;
  return float(Number(plain));
};

/** Replaces the numbers that only `numberText` prints, for formats that are not the AWS CLI's. */
export const withPlainNumbers = (result: unknown): unknown => {
  if (isNumber(result)) return Number(comparable(result));
  if (Array.isArray(result)) return result.map(withPlainNumbers);
  if (typeof result !== "object" || result === null) return result;
  return Object.fromEntries(Object.entries(result).map(([name, member]) => [name, withPlainNumbers(member)]));
};
