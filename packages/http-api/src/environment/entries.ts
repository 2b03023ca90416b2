/** Lists of credentials in one string, because platforms store a secret as one string. */
import { isRole, type Role } from "../auth/authenticator.ts";
import { EnvironmentError } from "./environment-error.ts";
import { requireClean } from "./stray.ts";

/** `name:roles:credential`. */
export interface CredentialEntry {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Everything after the second colon. */
  readonly credential: string;
  /** Name for error messages: `Entry 2 of WINDOWPANE_TOKENS`. */
  readonly entry: string;
}

/**
 * Reads `name:roles:credential` entries, separated by line breaks or commas. A line that begins with `#` is a comment.
 * Roles are `read`, `cancel`, `collect` and `admin`, or several, as in `read+cancel`.
 *
 * @throws EnvironmentError that names the entry by its number.
 */
export const readEntries = (variable: string, text: string, example: string): readonly CredentialEntry[] => {
  const words = text
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .flatMap((line) => line.split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return words.map((word, index) => {
    const entry = `Entry ${index + 1} of ${variable}`;
    requireClean(entry, word);
    const [, name, roles, credential] = /^([\w.@-]{1,64}):([a-z+]+):(\S+)$/.exec(word) ?? [];
    if (name === undefined || roles === undefined || credential === undefined) {
      throw new EnvironmentError(`${entry} is invalid.`, `Use the form ${example}.`);
    }
    requireClean(`The credential in entry ${index + 1} of ${variable}`, credential);
    return { name, roles: readRoles(roles, entry), credential, entry };
  });
};

/**
 * Reads roles, separated by plus signs: `read+cancel`.
 *
 * @param owner - what has the roles, for the error message.
 * @throws EnvironmentError if a role is unknown.
 */
export const readRoles = (text: string, owner: string): readonly Role[] => {
  const words = text.split("+");
  const roles = words.filter(isRole);
  if (roles.length < words.length) {
    throw new EnvironmentError(
      `${owner} has an unknown role.`,
      "Use read, cancel, collect, admin, or several, as in read+cancel.",
    );
  }
  return roles;
};
