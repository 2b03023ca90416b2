/**
 * Where a list goes on: the service's token of a page, and how many of that page's items are done with. Written as the AWS
 * CLI writes it, so that a token of one is understood by the other.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html
 */
export interface Cursor {
  /** The `NextToken` that gives the page; undefined for the first page. */
  readonly token: string | undefined;
  /** Items of that page to pass over. */
  readonly skip: number;
}

/** The text for `--starting-token`. */
export const writeStartingToken = ({ token, skip }: Cursor): string => {
  // Spaces as Python's json puts them, because the AWS CLI's users compare tokens.
  const members = [`"NextToken": ${token === undefined ? "null" : asciiJson(token)}`];
  if (skip > 0) members.push(`"boto_truncate_amount": ${skip}`);
  return toBase64(`{${members.join(", ")}}`);
};

/** Reads `--starting-token`. What is not of the form above is taken as a token of the service, as it is. */
export const readStartingToken = (text: string): Cursor => {
  const raw: Cursor = { token: text, skip: 0 };
  const value = parse(fromBase64(text));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return raw;
  const members = new Map<string, unknown>(Object.entries(value));
  const token = members.get("NextToken");
  const skip = members.get("boto_truncate_amount") ?? 0;
  members.delete("NextToken");
  members.delete("boto_truncate_amount");
  if (members.size > 0 || !("NextToken" in value)) return raw;
  if (typeof skip !== "number" || !Number.isInteger(skip) || skip < 0) return raw;
  if (token === null) return { token: undefined, skip };
  return typeof token === "string" ? { token, skip } : raw;
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
