import type { ListShape, Shape } from "@windowpane/core";
import type { Host } from "../../host/host.ts";
import { UsageError } from "../../host/usage-error.ts";
import { isNestedTooDeeply } from "../query/literal.ts";
import { parseNumber } from "../query/number.ts";
import { parseShorthand, type ShorthandValue } from "./shorthand.ts";

/** A flag of `call` with its value. */
export interface FlagValue {
  /** As the user types it: `--filters`. */
  readonly flag: string;
  readonly shape: Shape;
  readonly value: string | boolean | readonly string[];
}

/**
 * Reads a flag's value by the shape of its member. Like in the AWS CLI, `file://PATH` reads the value from a file.
 *
 * @throws UsageError when the value does not fit the shape.
 */
export const readFlag = async (host: Host, { flag, shape, value }: FlagValue): Promise<unknown> => {
  if (typeof value === "boolean") return value;
  const words: readonly string[] = typeof value === "string" ? [value] : value;
  const texts = await Promise.all(words.map((text) => readParameter(host, flag, text)));
  if (shape.type === "list") return readList(flag, shape, texts);
  const [text = ""] = texts;
  return isStructured(shape) ? readStructure(flag, shape, text) : readScalar(flag, shape, text);
};

/**
 * Gives a value, or the content of the file that it names.
 *
 * @throws UsageError when the file cannot be read.
 */
export const readParameter = async (host: Host, flag: string, text: string): Promise<string> => {
  if (text.startsWith("fileb://")) {
    throw new UsageError(
      `${flag}: fileb:// is for binary values, and ${flag} is text.`,
      "Use file:// for the path of a text file.",
    );
  }
  if (!text.startsWith("file://")) return text;
  const path = expandPath(host, text.slice("file://".length));
  try {
    return await host.readFile(path);
  } catch (cause) {
    throw new UsageError(`${flag}: cannot read file ${path}.`, "Check the path and the permissions.", {
      cause,
    });
  }
};

/** Like the AWS CLI, expands `~`, `$HOME` and `${HOME}`. */
const expandPath = ({ env }: Host, path: string): string =>
  path
    .replace(/^~(?=\/|$)/, (home) => env["HOME"] ?? home)
    .replace(
      /\$(?:(\w+)|\{(\w+)\})/g,
      (word, name?: string, braced?: string) => env[name ?? braced ?? ""] ?? word,
    );

/** @throws UsageError when the text is not JSON. */
export const readJson = (flag: string, text: string): unknown => {
  refuseDeep(flag, text);
  try {
    return JSON.parse(text) as unknown; // JSON.parse gives any.
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `${flag} is not valid JSON: ${reason}.`,
      "Check the quotes: the shell removes unquoted ones.",
      { cause },
    );
  }
};

/** @throws UsageError when a text is nested too deeply for a parser. */
export const refuseDeep = (flag: string, text: string): void => {
  if (!isNestedTooDeeply(text)) return;
  throw new UsageError(`${flag} is nested too deeply.`, "Run with --generate-cli-skeleton for a template.");
};

const isStructured = ({ type }: Shape): boolean => type === "structure" || type === "map";

const readList = (flag: string, { item }: ListShape, texts: readonly string[]): unknown => {
  const [first = ""] = texts;
  if (first.trimStart().startsWith("[")) return readJson(flag, first);
  return texts.map((text) =>
    isStructured(item) ? readStructure(flag, item, text) : readScalar(flag, item, text),
  );
};

const readStructure = (flag: string, shape: Shape, text: string): unknown =>
  text.trimStart().startsWith("{") ? readJson(flag, text) : typedValue(flag, shape, parseShorthand(text));

/** Converts shorthand to the types of the shape. A single value becomes a list where the shape is a list. */
const typedValue = (flag: string, shape: Shape | undefined, value: ShorthandValue): unknown => {
  if (shape?.type === "list") {
    const items = Array.isArray(value) ? (value as readonly ShorthandValue[]) : [value]; // isArray loses the item type.
    return items.map((item) => typedValue(flag, shape.item, item));
  }
  if (typeof value === "string") return shape === undefined ? value : readScalar(flag, shape, value);
  if (Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, typedValue(flag, memberOf(shape, name), member)]),
  );
};

const memberOf = (shape: Shape | undefined, name: string): Shape | undefined => {
  if (shape?.type === "map") return shape.value;
  return shape?.type === "structure" && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
};

const readScalar = (flag: string, { type }: Shape, text: string): unknown => {
  if (type === "boolean") {
    if (/^true$/i.test(text)) return true;
    return /^false$/i.test(text) ? false : text;
  }
  if (type !== "integer" && type !== "long") return text;
  const number = parseNumber(text);
  if (typeof number !== "number" || !Number.isInteger(number)) {
    throw new UsageError(`${flag} "${text}" is not a whole number.`, "Use digits only.");
  }
  return number;
};
