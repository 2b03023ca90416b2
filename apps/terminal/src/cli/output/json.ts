import type { ListWriter, Write } from "./rows.ts";

/** A value as the AWS CLI prints it: indented by four spaces. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 4)}\n`;

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

/** A value as NDJSON: one line per element of a list, else one line. */
export const ndjsonText = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((item) => `${JSON.stringify(item)}\n`).join("");
