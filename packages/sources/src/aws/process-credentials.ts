import { exec } from "node:child_process";
import type { Platform } from "../source/source.ts";
import { accessKey, type AccessKey } from "./sign-in.ts";

/**
 * Runs a `credential_process` and reads the credentials that it prints. A shell runs it, as in the AWS SDKs; the AWS CLI starts the program
 * itself, so that `$HOME`, `|` and `;` mean nothing there. (The SDK for JavaScript would cut the command at ` #` and ` ;`.)
 *
 * @throws Error without anything of the output, which may be secret. Its message is the end of a sentence.
 */
export const runCredentialProcess = async (
  command: string,
  accountId: string | undefined,
  { interrupt, now }: Pick<Platform, "interrupt" | "now">,
): Promise<AccessKey> => {
  const output = await new Promise<string>((resolve, reject) => {
    exec(command, { signal: interrupt, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new Error(endOf(error)));
    });
  });
  const printed = parse(output);
  if (printed["Version"] !== 1) throw new Error("its output is not JSON with Version 1");
  const text = (name: string): string | undefined => {
    const value = printed[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [id, secret] = [text("AccessKeyId"), text("SecretAccessKey")];
  if (id === undefined || secret === undefined) {
    throw new Error("its output has no AccessKeyId or SecretAccessKey");
  }
  const key = accessKey({
    from: "the credential_process",
    id,
    secret,
    token: text("SessionToken"),
    account: text("AccountId") ?? accountId,
    expiration: text("Expiration"),
  });
  const { expiration } = key;
  if (expiration !== undefined && !(expiration > now())) throw new Error("its credentials are expired");
  return key;
};

const endOf = (error: Error & { readonly code?: unknown; readonly signal?: unknown }): string => {
  if (error.code === 127) return "the command was not found";
  return typeof error.code === "number"
    ? `it exited with ${error.code}`
    : `it ended by ${String(error.signal ?? error.code)}`;
};

const parse = (output: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};
