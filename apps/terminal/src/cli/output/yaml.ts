import { stringify } from "yaml";
import type { ListWriter, Write } from "./rows.ts";

/** A value as YAML in the AWS CLI's style: lists without indentation, lines not folded. */
export const yamlText = (value: unknown): string => stringify(value, { indentSeq: false, lineWidth: 0 });

/** Writes a list as one document, page by page. A list that ends early is still complete, with `NextToken`. */
export const yamlList = (member: string, write: Write): ListWriter => {
  let empty = true;
  return {
    async page(rows) {
      if (rows.length === 0) return;
      // A list without indentation looks the same under its name as alone.
      await write((empty ? `${member}:\n` : "") + yamlText(rows));
      empty = false;
    },
    async end(nextToken) {
      const list = empty ? `${member}: []\n` : "";
      await write(list + (nextToken === undefined ? "" : yamlText({ NextToken: nextToken })));
    },
  };
};
