/** The program of the separate process that runs a query. */

/** Exit code: SQLite refused the query. */
export const REFUSED = 3;
/** Exit code: the rows have more than LARGEST characters. */
export const TOO_LARGE = 4;
/** Exit code: a value has more than LONGEST bytes. */
export const TOO_LONG = 5;

/** Maximum number of characters of all rows, which are in memory until they are printed. */
export const LARGEST = 100_000_000;

/** Maximum number of bytes of a value. It bounds the memory of SQLite, which sorts in temporary files. Node 24 has this limit. */
export const LONGEST = 32_000_000;

/** The last line, if there are more rows than the limit. */
export const MORE = "more";

/** Reads a request on stdin and writes the columns, then a line for each row. */
export const queryProgram = `
import { DatabaseSync } from "node:sqlite";
let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { path, text, limit } = JSON.parse(input);
const refuse = (error) => {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exit(error?.errcode === 18 ? ${TOO_LONG} : ${REFUSED});
};
const database = new DatabaseSync(path, { readOnly: true, timeout: 10000, limits: { length: ${LONGEST} } });
// Allowed: select, read, function, recursive.
database.setAuthorizer?.((action) => ([21, 20, 31, 33].includes(action) ? 0 : 1));
try {
  const statement = database.prepare(text);
  const names = statement.columns?.().map(({ name }) => name);
  statement.setReturnArrays?.(names !== undefined);
  statement.setReadBigInts(true);
  const taken = new Set(names);
  const seen = new Set();
  const unique = (name) => {
    let other = name;
    for (let count = 2; seen.has(other) || (other !== name && taken.has(other)); count += 1) other = name + "_" + count;
    seen.add(other);
    return other;
  };
  // JSON has no bytes, no infinity, and no integers beyond 2^53.
  const cell = (value) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  };
  let columns = names?.map(unique);
  let count = 0;
  let page = "";
  let size = 0;
  const write = async (text) => {
    size += text.length;
    if (size > ${LARGEST}) process.exit(${TOO_LARGE});
    page += text + "\\n";
    if (page.length < 65536) return;
    const full = page;
    page = "";
    if (!process.stdout.write(full)) await new Promise((next) => process.stdout.once("drain", next));
  };
  if (columns !== undefined) await write(JSON.stringify(columns));
  for (const row of statement.iterate()) {
    if (columns === undefined) await write(JSON.stringify((columns = Object.keys(row))));
    if (count === limit) {
      await write("${MORE}");
      break;
    }
    count += 1;
    await write(JSON.stringify((Array.isArray(row) ? row : columns.map((name) => row[name])).map(cell)));
  }
  if (columns === undefined) await write("[]");
  process.stdout.write(page);
} catch (error) {
  refuse(error);
}
`;
