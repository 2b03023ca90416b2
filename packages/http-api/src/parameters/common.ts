import { ParameterError, type Parameter } from "./parameter.ts";

/** Whether the members that AWS's model calls sensitive are in the answer. */
export const includeSensitive: Parameter<boolean> = {
  about:
    "`true` keeps `Parameters`, `OwnerInformation`, `TaskParameters` and `Description`, which AWS's model calls sensitive, and members that this version does not know. Default: they are left out.",
  schema: { type: "boolean" },
  example: false,
  read: ([text]) => booleanIn(text, false),
};

/** Whether the patch state of machines is read. */
export const patches: Parameter<boolean> = {
  about:
    "`false` leaves out the requests for patch state, one for every 40 machines of a patch run; no verdict then says whether machines are patched, and the reasons say so. Default: `true`.",
  schema: { type: "boolean" },
  example: true,
  read: ([text]) => booleanIn(text, true),
};

const booleanIn = (text: string | undefined, otherwise: boolean): boolean => {
  if (text === undefined) return otherwise;
  if (text === "true") return true;
  if (text === "false") return false;
  throw new ParameterError("Write true or false.");
};

/** One word of several, repeatable. */
export const words = <Word extends string>(
  known: readonly Word[],
  about: string,
): Parameter<readonly Word[]> => ({
  about,
  schema: { type: "string", enum: known },
  repeatable: true,
  read: (texts) => texts.map((text) => wordIn(known, text)),
});

/** One word of several, or none. */
export const optionalWord = <Word extends string>(
  known: readonly Word[],
  about: string,
): Parameter<Word | undefined> => ({
  about,
  schema: { type: "string", enum: known },
  read: ([text]) => (text === undefined ? undefined : wordIn(known, text)),
});

const wordIn = <Word extends string>(known: readonly Word[], text: string): Word => {
  const word = known.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw new ParameterError(`There is no ${shown(text)}; known are ${known.join(", ")}.`);
};

/** A word of the request as it may stand in an answer. */
export const shown = (text: string): string => (text.length > 60 ? `"${text.slice(0, 60)}..."` : `"${text}"`);
