/** Reads the signature of a request, without checking it. */
import { SignatureError } from "./signature-error.ts";

/** The parts of an `Authorization` header. */
export interface Authorization {
  readonly algorithm: string;
  readonly credential: string;
  /** Names of headers, separated by `;`. */
  readonly signedHeaders: string;
  readonly signature: string;
  /** The `X-Amz-Date` header, or else `Date`. */
  readonly date: string;
}

/**
 * Reads the `Authorization` header.
 *
 * @throws SignatureError if the header or a part of it is missing.
 */
export const readAuthorization = (request: Request): Authorization => {
  const header = request.headers.get("authorization") ?? "";
  refuseSignedQuery(new URL(request.url).searchParams, header !== "");
  if (header === "") {
    throw new SignatureError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const [algorithm = "", ...pairs] = header.split(/[,\s]+/).filter((part) => part !== "");
  const parts = new Map(pairs.map((pair) => readPair(pair, header)));
  const credential = parts.get("Credential") ?? "";
  const signature = parts.get("Signature") ?? "";
  const signedHeaders = parts.get("SignedHeaders");
  const date = request.headers.get("x-amz-date") ?? request.headers.get("date") ?? "";

  const missing = [
    ...(credential === "" ? ["'Credential' parameter"] : []),
    ...(signature === "" ? ["'Signature' parameter"] : []),
    ...(signedHeaders === undefined ? ["'SignedHeaders' parameter"] : []),
    ...(date === "" ? ["existence of either a 'X-Amz-Date' or a 'Date' header"] : []),
  ];
  if (signedHeaders === undefined || missing.length > 0) {
    const sentences = missing.map((part) => `Authorization header requires ${part}. `).join("");
    throw incomplete(`${sentences}Authorization=${shown(header)}`);
  }
  return { algorithm, credential, signedHeaders, signature, date };
};

const readPair = (pair: string, header: string): readonly [string, string] => {
  const at = pair.indexOf("=");
  if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
  throw incomplete(
    `'${shown(pair)}' not a valid key=value pair (missing equal-sign) in Authorization header: '${shown(header)}'.`,
  );
};

const QUERY = ["Algorithm", "Credential", "Signature", "SignedHeaders", "Date"].map(
  (part) => `X-Amz-${part}`,
);

/** Rejects signatures in the URL, which would appear in logs and could be reused. Clients of SSM do not need them. */
const refuseSignedQuery = (query: URLSearchParams, hasHeader: boolean): void => {
  if (!query.has("X-Amz-Algorithm")) return;
  if (hasHeader) {
    throw invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
  }
  const missing = QUERY.filter((name) => (query.get(name) ?? "") === "");
  if (missing.length === 0) {
    throw invalid("Signatures in the query string are not supported. Use the Authorization header.");
  }
  const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'. `).join("");
  throw incomplete(`${sentences}Re-examine the query-string parameters.`);
};

const incomplete = (message: string): SignatureError =>
  new SignatureError("IncompleteSignatureException", message);
const invalid = (message: string): SignatureError => new SignatureError("InvalidSignatureException", message);

/** AWS repeats the header in its message; this limits the length. */
const shown = (text: string): string => (text.length > 2048 ? `${text.slice(0, 2048)}...` : text);
