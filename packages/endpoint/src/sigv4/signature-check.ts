/** Whether a request was signed by somebody who has one of our keys. */
import { isOperationName, operations } from "@windowpane/core";
import { readAuthorization } from "./authorization.ts";
import { checkScope, readCredential } from "./credential.ts";
import { checkDate, readDate } from "./date.ts";
import { keysById, type SigningKey } from "./keys.ts";
import { rememberReplays, type Replays } from "./replays.ts";
import type { SignAgain } from "./sign-again.ts";
import { SignatureError } from "./signature-error.ts";

/** Which signatures are right. */
export interface SignatureOptions {
  /** Keys that requests may be signed with. At least one. */
  readonly keys: readonly SigningKey[];
  /** Tells the time. */
  readonly now: () => Date;
  /** The one region that a signature may be made for. Default: any, as clients of a local endpoint say what they like. */
  readonly region?: string | undefined;
  /** The service that a signature must be made for. Default: `ssm`. */
  readonly service?: string | undefined;
  /**
   * How many uses of signatures each key's memory holds, so that none is used twice; about 150 bytes each. The memory is
   * that of one process or isolate: behind several of them a signature is good once in each. When it is full, older
   * signatures end before their five minutes do. 0: signatures may be used again. Default: 50,000.
   */
  readonly replays?: number | undefined;
}

/** A request, and the bytes of its body, which have been read already. */
export interface SignedRequest {
  readonly request: Request;
  readonly body: Uint8Array;
}

/** Who signed a request. */
export interface Signer {
  /** The key's id, which is no secret. */
  readonly accessKeyId: string;
}

/** Finds out who signed a request; rejects with a SignatureError when nobody we know did. */
export type SignatureCheck = (signed: SignedRequest) => Promise<Signer>;

/**
 * Checks AWS Signature Version 4, in AWS's order and AWS's words: what is missing, the date (five minutes either way), which
 * headers are signed, the scope, the key, the signature, the session token. Give it to `createEndpoint` as `authorize`.
 *
 * Stricter than AWS where AWS is lenient: every `x-amz-` header must be signed, the payload is always signed, a signature
 * in the query string is refused, and a signature is good once. (Two equal requests that botocore signs within one second
 * have one signature. They pass when they only read and come within two seconds with ids of their own in
 * `amz-sdk-invocation-id`. The id is not signed, so for these two seconds whoever saw the first request can have its
 * answer again.)
 *
 * @throws Error when a key cannot be meant; it shows no secret.
 *
 * @example
 * const endpoint = createEndpoint(transport, {
 *   authorize: createSignatureCheck({ keys: [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey }], now: () => new Date() }),
 * });
 */
export const createSignatureCheck = (options: SignatureOptions): SignatureCheck => {
  const { now, region, service = "ssm", replays: capacity = 50_000 } = options;
  const keys = keysById(options.keys);
  const replays = new Map([...keys.keys()].map((id) => [id, memory(capacity)]));

  let signer: Promise<{ readonly signAgain: SignAgain }> | undefined;

  return async ({ request, body }) => {
    const at = now();
    const stated = readAuthorization(request);
    const date = readDate(stated.date);
    checkDate(date, at);
    checkSignedHeaders(stated.signedHeaders, request.headers);
    checkAlgorithm(stated.algorithm);
    const credential = readCredential(stated.credential);
    checkScope(credential, { region, service, longDate: stated.date });
    const key = keys.get(credential.accessKeyId);
    if (key === undefined) throw unrecognized();

    // AWS's signer takes some 60 ms to load on Node, so only once there is a signature to hold against it.
    const { signAgain } = await (signer ??= import("./sign-again.ts"));
    const { signedHeaders } = stated;
    const signature = await signAgain({ request, body, credential, date, signedHeaders }, key);
    if (signature === undefined || !sameText(stated.signature, signature)) throw mismatch();
    checkToken(request, key, at);

    const use = { signature, date, now: at, isRead: isRead(request), attempt: attemptOf(request) };
    const found = replays.get(key.accessKeyId)?.(use);
    if (found === "used" || found === "too soon") throw usedBefore(found);
    return { accessKeyId: key.accessKeyId };
  };
};

const memory = (capacity: number): Replays => {
  if (!Number.isSafeInteger(capacity) || capacity < 0) {
    throw new Error("`replays` must be a whole number from 0. Leave it out for 50,000.");
  }
  return capacity === 0 ? () => "new" : rememberReplays(capacity);
};

/**
 * Throws a SignatureError unless what decides the request is signed: the host, and every `x-amz-` header, among them the
 * target and the date. AWS's words are known for the host alone; the others follow them.
 */
const checkSignedHeaders = (signedHeaders: string, headers: Headers): void => {
  const signed = new Set(signedHeaders.toLowerCase().split(";"));
  if (!signed.has("host")) throw mustBeSigned("'Host' or ':authority'");
  // A request with a Date header alone could be signed too. No client of AWS does it, and AWS's signer cannot.
  if (!signed.has("x-amz-date")) throw mustBeSigned("'X-Amz-Date'");
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-") && !signed.has(name) && name !== FROM_CLOUDFRONT) {
      throw mustBeSigned(`'${name}'`);
    }
  }
};

/** CloudFront's own id of a request, which it adds on the way. */
const FROM_CLOUDFRONT = "x-amz-cf-id";

const mustBeSigned = (name: string): SignatureError =>
  new SignatureError(
    "InvalidSignatureException",
    `${name} must be a 'SignedHeader' in the AWS Authorization.`,
  );

const checkAlgorithm = (algorithm: string): void => {
  if (algorithm === "AWS4-HMAC-SHA256") return;
  const text = `Unsupported AWS 'algorithm': '${algorithm.slice(0, 256)}' (only AWS4-HMAC-SHA256 for now). `;
  throw new SignatureError("IncompleteSignatureException", text);
};

/** After the signature, as AWS does it: whoever cannot sign learns nothing of tokens. */
const checkToken = (request: Request, { sessionToken = "", expires }: SigningKey, now: Date): void => {
  if (!sameText(request.headers.get("x-amz-security-token") ?? "", sessionToken)) throw unrecognized();
  if (expires === undefined || now < expires) return;
  const text = "The security token included in the request is expired";
  throw new SignatureError("ExpiredTokenException", text);
};

/**
 * Compares two texts in a time that depends on the given one's length alone, so that a secret cannot be found letter by letter.
 * (The platforms share no such function.)
 */
const sameText = (given: string, secret: string): boolean => {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index += 1) {
    // Past the secret's end this is NaN, which counts as 0; the lengths differ by then.
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index);
  }
  return difference === 0;
};

/** An id that AWS's newer clients give each call, and how often they have tried it. */
const attemptOf = ({ headers }: Request): string | undefined => {
  const call = headers.get("amz-sdk-invocation-id");
  if (call === null) return undefined;
  const attempt = `${call} ${headers.get("amz-sdk-request") ?? ""}`;
  // Clients write some 60 letters. Longer ones would fill the memory faster than its size says.
  return attempt.length > 120 ? undefined : attempt;
};

const isRead = ({ method, headers }: Request): boolean => {
  if (method === "GET" || method === "HEAD") return true;
  const target = headers.get("x-amz-target") ?? "";
  const operation = target.slice(target.indexOf(".") + 1);
  return isOperationName(operation) && operations[operation].effect === "read";
};

const unrecognized = (): SignatureError =>
  new SignatureError("UnrecognizedClientException", "The security token included in the request is invalid.");

const mismatch = (): SignatureError =>
  new SignatureError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
      "and signing method. Consult the service documentation for details.",
  );

/**
 * AWS has no words for it, because it accepts a signature repeatedly. Where it may be an honest client's, the error is one that
 * clients retry: they sign again then, which a replay cannot.
 */
const usedBefore = (found: "used" | "too soon"): SignatureError =>
  new SignatureError(
    found === "used" ? "InvalidSignatureException" : "ThrottlingException",
    "The request signature was used before. Sign every request anew; equal requests need a second between them.",
  );
