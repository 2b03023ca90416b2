import type { ListShape, Shape } from "@windowpane/core";
import { UsageError } from "../../host/errors/usage-error.ts";
import type { Host } from "../../host/host.ts";
import { parseShorthand, type ShorthandValue } from "./shorthand.ts";

/** A flag of `call` with what stands after it. */
export interface GivenFlag {
  /** As the user spells it: `--filters`. */
  readonly flag: string;
  readonly shape: Shape;
  readonly given: string | boolean | readonly string[];
}

/**
 * The value that a flag means, by the shape of its member. `file://` takes the value from a file, as the AWS CLI does.
 *
 * @throws UsageError when it cannot be read as that shape.
 */
export const readFlag = async (host: Host, { flag, shape, given }: GivenFlag): Promise<unknown> => {
  if (typeof given === "boolean") return given;
  const words: readonly string[] = typeof given === "string" ? [given] : given;
  const texts = await Promise.all(words.map((text) => readParameter(host, flag, text)));
  if (shape.type === "list") return readList(flag, shape, texts);
  const [text = ""] = texts;
  return isObject(shape) ? readStructure(flag, shape, text) : typed(flag, shape, text);
};

/**
 * A value, or the text of the file it names.
 *
 * @throws UsageError when there is no such file.
 */
export const readParameter = async (host: Host, flag: string, text: string): Promise<string> => {
  const path = /^file:\/\/(.*)$/s.exec(text)?.[1];
  if (path === undefined) return text;
  try {
    return await host.readFile(path);
  } catch (error) {
    throw new UsageError(
      `${flag} cannot read the file ${path}.`,
      "Check its name and that you may read it.",
      {
        cause: error,
      },
    );
  }
};

/**
 * A value of JSON.
 *
 * @throws UsageError when it is none.
 */
export const readJson = (flag: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown; // JSON.parse gives any.
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${flag} is not valid JSON: ${reason}.`,
      "Check the quotes: a shell takes its own away.",
      {
        cause: error,
      },
    );
  }
};

const isObject = ({ type }: Shape): boolean => type === "structure" || type === "map";

const readList = (flag: string, { item }: ListShape, texts: readonly string[]): unknown => {
  const [first = ""] = texts;
  if (first.trimStart().startsWith("[")) return readJson(flag, first);
  return texts.map((text) => (isObject(item) ? readStructure(flag, item, text) : typed(flag, item, text)));
};

const readStructure = (flag: string, shape: Shape, text: string): unknown =>
  text.trimStart().startsWith("{") ? readJson(flag, text) : shaped(flag, shape, parseShorthand(text));

/** Gives the words of shorthand the types of the schema: one word is enough where a list is wanted. */
const shaped = (flag: string, shape: Shape | undefined, value: ShorthandValue): unknown => {
  if (shape?.type === "list") {
    const items = Array.isArray(value) ? (value as readonly ShorthandValue[]) : [value]; // isArray forgets the elements.
    return items.map((item) => shaped(flag, shape.item, item));
  }
  if (typeof value === "string") return shape === undefined ? value : typed(flag, shape, value);
  if (Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, shaped(flag, partOf(shape, name), member)]),
  );
};

const partOf = (shape: Shape | undefined, name: string): Shape | undefined => {
  if (shape?.type === "map") return shape.value;
  return shape?.type === "structure" && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
};

const typed = (flag: string, { type }: Shape, text: string): unknown => {
  if (type === "boolean") {
    if (/^true$/i.test(text)) return true;
    return /^false$/i.test(text) ? false : text;
  }
  if (type !== "integer" && type !== "long") return text;
  if (!/^-?\d+$/.test(text.trim())) {
    throw new UsageError(`${flag} wants a whole number, not "${text}".`, "Give digits only.");
  }
  return Number(text);
};
