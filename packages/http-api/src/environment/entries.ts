/** Lists of credentials as one text, because a secret of a platform is one text. */
import { isRole, type Role } from "../caller.ts";
import { EnvironmentError } from "./environment-error.ts";

/** `name:roles:credential`. */
export interface Entry {
  readonly name: string;
  readonly roles: readonly Role[];
  /** What follows the second colon. */
  readonly credential: string;
  /** How messages call it: `Entry 2 of WINDOWPANE_TOKENS`. */
  readonly place: string;
}

/**
 * Reads `name:roles:credential` entries, one per line or with commas between them; a line that begins with `#` is a remark.
 * Roles are `read`, `cancel`, or `read+cancel`.
 *
 * @throws EnvironmentError naming the entry by its number.
 */
export const readEntries = (variable: string, text: string, example: string): readonly Entry[] => {
  const words = text
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .flatMap((line) => line.split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return words.map((word, index) => {
    const place = `Entry ${index + 1} of ${variable}`;
    const [, name, roles, credential] = /^([\w.@-]{1,64}):([a-z+]+):(\S+)$/.exec(word) ?? [];
    if (name === undefined || roles === undefined || credential === undefined) {
      throw new EnvironmentError(`${place} cannot be read.`, `Write it as ${example}.`);
    }
    return { name, roles: readRoles(roles, place), credential, place };
  });
};

/** Reads `read`, `cancel` or `read+cancel`. Throws an EnvironmentError for an unknown role. */
export const readRoles = (text: string, place: string): readonly Role[] => {
  const words = text.split("+");
  const roles = words.filter(isRole);
  if (roles.length < words.length) {
    throw new EnvironmentError(
      `${place} names a role that there is not.`,
      "Roles are read, cancel, or read+cancel.",
    );
  }
  return roles;
};
