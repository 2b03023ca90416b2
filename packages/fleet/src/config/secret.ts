/** A secret in the fleet configuration: the text itself, a file that has it, or a variable that has it. */
export type Secret = string | { readonly file: string } | { readonly variable: string };

/** Where secrets are read. A host without files or variables leaves the function out. */
export interface SecretSource {
  /** Reads a text file. */
  readonly readFile?: ((path: string) => Promise<string>) | undefined;
  /** The value of a variable or binding, or undefined. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
}

/** A secret that cannot be read. The message names the file or the variable, and not the secret. */
export class SecretError extends Error {
  override readonly name = "SecretError";
}

/**
 * Returns the text of a secret. White space around the text of a file is removed, because editors end files with a new line.
 *
 * @param path - the member of the configuration, for the error.
 * @throws SecretError if the file or variable does not exist or is empty.
 */
export const resolveSecret = async (secret: Secret, path: string, source: SecretSource): Promise<string> => {
  if (typeof secret === "string") return secret;
  if ("variable" in secret) {
    const value = source.variable?.(secret.variable);
    if (value !== undefined && value !== "") return value;
    throw new SecretError(
      `${path} refers to the variable ${secret.variable}, which is not set. Set it, or change the configuration.`,
    );
  }
  if (source.readFile === undefined) {
    throw new SecretError(
      `${path} refers to the file ${secret.file}, and this host has no files. Use {"variable": "NAME"}.`,
    );
  }
  const text = await source.readFile(secret.file).catch(() => {
    // The system's error is left out: it could quote the content.
    throw new SecretError(
      `${path} refers to the file ${secret.file}, which cannot be read. Check that it exists and that this user may read it.`,
    );
  });
  if (text.trim() !== "") return text.trim();
  throw new SecretError(
    `${path} refers to the file ${secret.file}, which is empty. Write the secret into it.`,
  );
};
