import { UsageError } from "../../host/usage-error.ts";

/**
 * Where a list continues: the service's token of a page, and the number of that page's items to skip. `--starting-token`
 * has the AWS CLI's format, so the two programs accept each other's tokens.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html
 */
export interface ListPosition {
  /** The `NextToken` for the page; undefined for the first page. */
  readonly token: string | undefined;
  /** Number of that page's items to skip. */
  readonly skip: number;
}

/** Formats a position for `--starting-token`. */
export const writeStartingToken = ({ token, skip }: ListPosition): string => {
  // Spaces as in Python's json, because users of the AWS CLI compare tokens.
  const members = [`"NextToken": ${token === undefined ? "null" : asciiJson(token)}`];
  if (skip > 0) members.push(`"boto_truncate_amount": ${skip}`);
  return toBase64(`{${members.join(", ")}}`);
};

/**
 * Reads `--starting-token`, also in the format of old versions of the AWS CLI (`None___3`). Anything else is taken as a token of the
 * service.
 *
 * @throws UsageError for a token in the AWS CLI's format that no list of Systems Manager has.
 */
export const readStartingToken = (text: string): ListPosition => {
  const value = parse(fromBase64(text));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return readOldToken(text);
  const members = new Map<string, unknown>(Object.entries(value));
  const token = members.get("NextToken") ?? undefined;
  const skip = members.get("boto_truncate_amount") ?? 0;
  members.delete("NextToken");
  members.delete("boto_truncate_amount");
  if (
    members.size > 0 ||
    !(token === undefined || typeof token === "string") ||
    !(typeof skip === "number" && Number.isInteger(skip) && skip >= 0)
  ) {
    throw new UsageError(
      `--starting-token ${text} is not a position in a list of Systems Manager.`,
      "Use the token that the list printed.",
    );
  }
  return { token, skip };
};

const readOldToken = (text: string): ListPosition => {
  const [, token, skip] = /^(.*)___(\d{1,9})$/s.exec(text) ?? [];
  if (token === undefined) return { token: text, skip: 0 };
  return { token: token === "None" ? undefined : token, skip: Number(skip) };
};

const parse = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const toBase64 = (text: string): string => btoa(text);

const fromBase64 = (text: string): string | undefined => {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
};

const asciiJson = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
