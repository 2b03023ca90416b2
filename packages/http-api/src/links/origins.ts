import { EnvironmentError } from "../environment/environment-error.ts";

/**
 * Checks origins whose pages may read responses. Browsers send an origin in its shortest form, so that another form would match
 * none.
 *
 * @param option - name of the option or variable, for the error.
 * @returns the origins, unchanged.
 * @throws EnvironmentError if one is not an origin of HTTP in its shortest form.
 */
export const readOrigins = (origins: readonly string[], option: string): readonly string[] => {
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (url?.origin === origin && /^https?:/u.test(origin) && !origin.includes("*")) continue;
    throw new EnvironmentError(
      `${option} ${JSON.stringify(origin)} is not a valid origin.`,
      "Use a full origin such as https://example.com, in lower case, without a path, a wildcard or the default port.",
    );
  }
  return origins;
};
