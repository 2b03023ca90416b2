import type { ListWriter, Write } from "./rows.ts";

/** A value as the AWS CLI prints it: indented by four, and a line feed. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 4)}\n`;

/**
 * A list as one document, `{ "Member": [ ... ] }`, written while it grows. Ended early it is still a whole document, with
 * the token of the rest in `NextToken`.
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
      // The items of a list in a list stand as far in as those of the document.
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

/** A list as one line of JSON for each item. */
export const ndjsonList = (write: Write): ListWriter => ({
  async page(rows) {
    if (rows.length > 0) await write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  },
  async end() {},
});

/** A value as lines of JSON: one for each element of a list, else one. */
export const ndjsonText = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((item) => `${JSON.stringify(item)}\n`).join("");
