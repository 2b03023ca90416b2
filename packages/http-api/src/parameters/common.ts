import { ParameterError, type Parameter } from "./parameter.ts";

/** Whether the response includes the members that AWS's model marks as sensitive. Default: false. */
export const includeSensitive: Parameter<boolean> = {
  about:
    "Whether to include `Parameters`, `OwnerInformation`, `TaskParameters` and `Description`, which AWS's model marks as sensitive, and members unknown to this version. Default: `false`.",
  schema: { type: "boolean" },
  example: false,
  read: ([text]) => readBoolean(text, false),
};

/** Whether to read the patch state of machines. Default: true. */
export const patches: Parameter<boolean> = {
  about:
    "Whether to read patch state, with one request to AWS per 40 machines of a patch run. With `false`, verdicts do not consider patches, and the reasons say so. Default: `true`, unless the host sets another one.",
  schema: { type: "boolean" },
  example: true,
  read: ([text], { patches: isDefault = true }) => readBoolean(text, isDefault),
};

/** Whether CSV starts with a byte order mark. Default: false. */
export const bom: Parameter<boolean> = {
  about:
    "Whether CSV starts with a byte order mark, so that Excel reads it as UTF-8. Other formats ignore it. Default: `false`.",
  schema: { type: "boolean" },
  example: false,
  read: ([text]) => readBoolean(text, false),
};

/** A boolean parameter. */
export const flagOf = (about: string, isDefault: boolean): Parameter<boolean> => ({
  about: `${about} Default: \`${isDefault}\`.`,
  schema: { type: "boolean" },
  example: isDefault,
  read: ([text]) => readBoolean(text, isDefault),
});

const readBoolean = (text: string | undefined, defaultValue: boolean): boolean => {
  if (text === undefined) return defaultValue;
  if (text === "true") return true;
  if (text === "false") return false;
  throw new ParameterError(`${shown(text)} is not a boolean. Use true or false.`, ["true", "false"]);
};

/** A repeatable parameter with a fixed set of values. */
export const words = <Word extends string>(
  allowed: readonly Word[],
  about: string,
): Parameter<readonly Word[]> => ({
  about,
  schema: { type: "string", enum: allowed },
  repeatable: true,
  read: (texts) => texts.map((text) => readWord(allowed, text)),
});

/** An optional parameter with a fixed set of values. */
export const optionalWord = <const Word extends string>(
  allowed: readonly Word[],
  about: string,
): Parameter<Word | undefined> => ({
  about,
  schema: { type: "string", enum: allowed },
  read: ([text]) => (text === undefined ? undefined : readWord(allowed, text)),
});

/**
 * Maximum number of items on a page; undefined if the parameter is absent.
 *
 * @param about - documentation, with the default.
 * @param most - the largest value.
 */
export const maxResults = (about: string, most: number): Parameter<number | undefined> => ({
  about,
  schema: { type: "integer", minimum: 1, maximum: most },
  example: 100,
  read: ([text]) => {
    if (text === undefined) return undefined;
    const value = /^\d{1,9}$/u.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    throw new ParameterError(`${shown(text)} is not valid. Use a whole number from 1 to ${most}.`);
  },
});

const readWord = <Word extends string>(allowed: readonly Word[], text: string): Word => {
  const word = allowed.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new ParameterError(`${shown(text)} is not valid. Use one of ${allowed.join(", ")}.`, allowed);
};

/** Quotes a word of the request for an error message, shortened to 60 characters. */
export const shown = (text: string): string => (text.length > 60 ? `"${text.slice(0, 60)}..."` : `"${text}"`);
