import { isRole, type Role } from "../caller.ts";

/** Roles as a set. Throws an Error that names their holder (`Bearer token 2`) when there are none or one is unknown. */
export const checkedRoles = (roles: readonly Role[], whose: string): ReadonlySet<Role> => {
  const set = new Set(roles);
  // What comes out of an environment or a file has the type that somebody said it has.
  if (set.size > 0 && [...set].every(isRole)) return set;
  throw new Error(`${whose} has no roles, or one that there is not. Give it \`read\`, \`cancel\`, or both.`);
};
