/** JSON of query results, with the AWS CLI's numbers. JSON.stringify cannot print `2.0`, and fails for bigints. */
import { isNumber, numberText } from "./number.ts";

/** Formats a value as indented JSON, without a final newline. */
export const queryJson = (value: unknown, indent = 4): string => write(value, indent, "\n");

/** Formats a value as JSON in one line. */
export const lineJson = (value: unknown): string => write(value, 0, "");

/** Formats a value as JSON in one line, with every character outside ASCII escaped. */
export const asciiJson = (value: unknown): string =>
  lineJson(value).replace(
    /[^\0-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const write = (value: unknown, indent: number, line: string): string => {
  if (isNumber(value)) return numberText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = indent === 0 ? "" : line + " ".repeat(indent);
  const between = `,${inner}`;
  const colon = indent === 0 ? ":" : ": ";
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[${inner}${value.map((item) => write(item, indent, inner)).join(between)}${line}]`;
  }
  const members = Object.entries(value);
  if (members.length === 0) return "{}";
  const texts = members.map(
    ([name, member]) => `${JSON.stringify(name)}${colon}${write(member, indent, inner)}`,
  );
  return `{${inner}${texts.join(between)}${line}}`;
};
