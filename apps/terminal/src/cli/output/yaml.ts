import { Document, Scalar, visit } from "yaml";
import { isNumber, isWholeFloat, withPlainNumbers } from "../query/number.ts";
import { queryJson } from "../query/print.ts";
import type { ListWriter, Write } from "./rows.ts";

/**
 * A value as YAML in the AWS CLI's style: lists without indentation, lines not folded, a value without members as JSON.
 * Readers of YAML 1.1 and 1.2 get the same texts: a text that one of them reads as something else is quoted, as is every
 * character that they refuse. There are no anchors and aliases, whose number readers limit.
 */
export const yamlText = (value: unknown): string => {
  if (typeof value !== "object" || value === null || isNumber(value)) return escaped(`${queryJson(value)}\n`);
  const document = new Document(value, nodeOf, {
    version: "1.1",
    // Without the tag of merge keys, `<<` is a text, which can be quoted.
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:merge"),
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && MUST_BE_QUOTED.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return escaped(document.toString({ indentSeq: false, lineWidth: 0 }));
};

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

const nodeOf = (_: unknown, value: unknown): unknown => {
  if (isWholeFloat(value))
    return Object.assign(new Scalar(withPlainNumbers(value)), { minFractionDigits: 1 });
  // A reader would convert the time to its own type.
  if (value instanceof Date) return value.toISOString();
  // YAML has no lone surrogates.
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
};

/**
 * What the library writes plain although PyYAML or a reader of YAML 1.2 reads something else: signs with a meaning, octal
 * numbers of YAML 1.2, marks of documents, tabs; and characters that PyYAML refuses.
 */
const MUST_BE_QUOTED =
  /^(?:=|<<|[-+]?0o[0-7]+|[-+]?[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?|---.*|\.\.\..*)$|^[^\n]*\t|[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/i;

/** JSON escapes neither of these; inside quotes YAML accepts the escape. */
const escaped = (text: string): string =>
  text.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
