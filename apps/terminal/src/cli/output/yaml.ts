import { stringify } from "yaml";
import type { ListWriter, Write } from "./rows.ts";

/** A value as YAML, in the style of the AWS CLI: lists at the level of their name, no line is folded. */
export const yamlText = (value: unknown): string => stringify(value, { indentSeq: false, lineWidth: 0 });

/** A list as one document, written while it grows. Ended early it is still whole, with the token of the rest. */
export const yamlList = (member: string, write: Write): ListWriter => {
  let empty = true;
  return {
    async page(rows) {
      if (rows.length === 0) return;
      // A list at the level of its name looks the same as a list alone.
      await write((empty ? `${member}:\n` : "") + yamlText(rows));
      empty = false;
    },
    async end(nextToken) {
      const list = empty ? `${member}: []\n` : "";
      await write(list + (nextToken === undefined ? "" : yamlText({ NextToken: nextToken })));
    },
  };
};
