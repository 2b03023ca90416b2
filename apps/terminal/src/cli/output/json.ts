import type { ListWriter, Write } from "./rows.ts";

/** A value as the AWS CLI prints it: indented by four spaces. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 4)}\n`;

/** The same, in pieces. */
export function* jsonDocument(value: unknown): Generator<string, void, undefined> {
  yield* jsonPieces(value, 4);
  yield "\n";
}

/**
 * Writes a list as one document, `{ "Member": [ ... ] }`, page by page. A list that ends early is still a complete
 * document, with `NextToken`.
 */
export const jsonList = (member: string, write: Write): ListWriter => {
  let opened = false;
  let empty = true;
  const open = (): string => {
    if (opened) return "";
    opened = true;
    return `{\n    ${JSON.stringify(member)}: [`;
  };
  return {
    async page(rows) {
      if (rows.length === 0) return;
      // Items of a nested list have the same indentation as the items of the document.
      const items = JSON.stringify([rows], undefined, 4).slice("[\n    [".length, -"\n    ]\n]".length);
      const start = `${open()}${empty ? "" : ","}`;
      empty = false;
      await write(start + items);
    },
    async end(nextToken) {
      const close = empty ? "]" : "\n    ]";
      const token = nextToken === undefined ? "" : `,\n    "NextToken": ${JSON.stringify(nextToken)}`;
      await write(`${open()}${close}${token}\n}\n`);
    },
  };
};

/** Writes a list as NDJSON, one line per item. */
export const ndjsonList = (write: Write): ListWriter => ({
  async page(rows) {
    if (rows.length > 0) await write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  },
  async end() {},
});

/** Minimum length of a piece, in characters, except the last one. */
const PIECE = 65_536;

/** Values with at most this many members, of any depth, are serialized at once. */
const SMALL = 1000;

/**
 * Serializes a value as `JSON.stringify` does, in pieces. The JSON of a report on 200,000 machines is longer than the longest
 * string.
 *
 * @param indent - number of spaces. Default: 0.
 */
export function* jsonPieces(value: unknown, indent = 0): Generator<string, void, undefined> {
  let piece = "";
  for (const token of tokensOf(value, { step: " ".repeat(indent), margin: indent === 0 ? "" : "\n" })) {
    piece += token;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

interface Layout {
  readonly step: string;
  /** Line end and spaces before the end of the value; empty without indentation. */
  readonly margin: string;
}

function* tokensOf(value: unknown, layout: Layout): Generator<string, void, undefined> {
  const { step, margin } = layout;
  if (typeof value !== "object" || value === null || isSmall(value)) {
    const text = JSON.stringify(value, undefined, step) ?? "null";
    yield margin.length > 1 ? text.replaceAll("\n", margin) : text;
    return;
  }
  const inner = { step, margin: margin === "" ? "" : margin + step };
  const isList = Array.isArray(value);
  const members = isList ? value.entries() : Object.entries(value).filter(([, member]) => isWritten(member));
  let start = isList ? "[" : "{";
  for (const [name, member] of members) {
    yield start + inner.margin;
    if (!isList) yield `${JSON.stringify(String(name))}:${step === "" ? "" : " "}`;
    yield* tokensOf(member, inner);
    start = ",";
  }
  yield margin + (isList ? "]" : "}");
}

/** Whether `JSON.stringify` writes a member with this value. */
const isWritten = (value: unknown): boolean =>
  value !== undefined && typeof value !== "function" && typeof value !== "symbol";

const isSmall = (value: object): boolean => {
  let left = SMALL;
  const count = (part: unknown): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (typeof part !== "object" || part === null || "toJSON" in part) return true;
    return Array.isArray(part) ? part.every(count) : Object.values(part).every(count);
  };
  return count(value);
};

/** A value as NDJSON, in pieces: one line per element of a list, else one line. */
export function* ndjsonPieces(value: unknown): Generator<string, void, undefined> {
  for (const item of Array.isArray(value) ? value : [value]) {
    yield* jsonPieces(item);
    yield "\n";
  }
}

/** A value as NDJSON: one line per element of a list, else one line. */
export const ndjsonText = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((item) => `${JSON.stringify(item)}\n`).join("");
