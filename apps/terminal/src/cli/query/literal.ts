import { float, integer, type QueryNumber } from "./number.ts";

/** A value that was read; `null` is one. */
export interface ReadLiteral {
  readonly value: unknown;
}

/**
 * Reads JSON with the AWS CLI's numbers: `1.0` is a float, and integers have any size. JSON.parse keeps neither, and Node 20
 * does not give a reviver the source text. Undefined if the text is not JSON.
 */
export const readLiteral = (text: string): ReadLiteral | undefined => {
  const numbers: QueryNumber[] = [];
  // Strings are matched, too, so that digits inside them are left alone.
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (part) => {
    if (part.startsWith('"')) return part;
    if (/^-?0\d/.test(part)) return part; // Not JSON.
    const isFloat = /[.eE]/.test(part);
    if (!isFloat && part.length < 16) return part;
    numbers.push(isFloat ? float(Number(part)) : integer(part));
    return `{"${MARK}":${numbers.length - 1}}`;
  });
  try {
    const value: unknown = JSON.parse(marked);
    return { value: numbers.length === 0 ? value : restored(value, numbers) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Maximum number of lists and structures inside each other. AWS's inputs and outputs have fewer than ten. */
const MOST_NESTED = 100;

/** Whether JSON is nested so deeply that reading it could exhaust the stack. */
export const isNestedTooDeeply = (text: string): boolean => {
  let nested = 0;
  let most = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (part === "[" || part === "{") most = Math.max(most, (nested += 1));
    else if (part === "]" || part === "}") nested -= 1;
  }
  return most > MOST_NESTED;
};

/** A name that no AWS member has. */
const MARK = "\\u0000number";
const MARKED = "\0number";

const restored = (value: unknown, numbers: readonly QueryNumber[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => restored(item, numbers));
  if (typeof value !== "object" || value === null) return value;
  const entries: readonly [string, unknown][] = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === MARKED) return numbers[Number(only[1])];
  return Object.fromEntries(entries.map(([name, member]) => [name, restored(member, numbers)]));
};
