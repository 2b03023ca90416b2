import { EnvironmentError } from "./environment-error.ts";

/**
 * Describes what does not belong to a credential: a line break from a file, quotes from a shell, a space from a clipboard. Returns
 * undefined if there is nothing of the kind.
 */
const strayIn = (value: string): string | undefined => {
  const [, first = "", last = ""] = /^(\s?)[^]*?(\s?)$/u.exec(value) ?? [];
  if (last !== "") return `${nameOf(last)} at its end`;
  if (first !== "") return `${nameOf(first)} at its start`;
  if (/^["'`]|["'`]$/u.test(value)) return "a quotation mark at its start or end";
  const inside = /\s/u.exec(value)?.[0];
  if (inside !== undefined) return `${nameOf(inside)} in it`;
  return /[^\u0021-\u007E]/u.test(value) ? "a character that is not ASCII or not printable" : undefined;
};

const nameOf = (space: string): string => {
  if (/[\r\n\u2028\u2029]/u.test(space)) return "a line break";
  return space === "\t" ? "a tab" : "a space";
};

/**
 * Refuses a credential with a stray character. Otherwise every request fails later, with an error that blames the credential.
 *
 * @throws EnvironmentError that names the owner, and not the value.
 */
export const requireClean = (owner: string, value: string): void => {
  const stray = strayIn(value);
  if (stray === undefined) return;
  throw new EnvironmentError(`${owner} has ${stray}.`, "Set the value again without it.");
};
