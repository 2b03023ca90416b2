/**
 * Signature Version 4 as documented, independent of the code of the endpoint.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac } from "node:crypto";
import { createSignatureCheck, type SignatureOptions, type SigningKey } from "../../src/index.ts";

export const key = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
} satisfies SigningKey;

export const now = new Date("2026-11-22T10:15:00Z");

/** Options of `sign`. All have valid defaults. */
export interface SignOptions {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly key?: SigningKey;
  readonly date?: Date;
  readonly region?: string;
  readonly service?: string;
  /** Headers that are sent but not signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
}

const target = { "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows" };
const json = { "content-type": "application/x-amz-json-1.1" };

/** A signed request. */
export const sign = (options: SignOptions = {}): Request => {
  const { method = "POST", body = method === "GET" ? "" : "{}", date = now, unsigned = {} } = options;
  const { region = "eu-central-1", service = "ssm" } = options;
  const { accessKeyId, secretAccessKey, sessionToken }: SigningKey = options.key ?? key;
  const url = new URL(options.url ?? "https://ssm.eu-central-1.amazonaws.com/");
  const long = date.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const headers = new Headers({
    host: url.host,
    ...(method === "GET" ? {} : { ...json, ...target }),
    ...options.headers,
    "x-amz-date": long,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  });
  const names = [...headers.keys()].toSorted();
  const canonical = [
    method,
    encoded(url.pathname).replaceAll("%2F", "/"),
    [...url.searchParams]
      .map((pair) => pair.map(encoded))
      .toSorted(([name = "", value = ""], [otherName = "", otherValue = ""]) =>
        name === otherName ? order(value, otherValue) : order(name, otherName),
      )
      .map((pair) => pair.join("="))
      .join("&"),
    ...names.map((name) => `${name}:${(headers.get(name) ?? "").trim().replaceAll(/[ \t]+/g, " ")}`),
    "",
    names.join(";"),
    createHash("sha256").update(body).digest("hex"),
  ].join("\n");
  const scope = [long.slice(0, 8), region, service, "aws4_request"];
  const text = [
    "AWS4-HMAC-SHA256",
    long,
    scope.join("/"),
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const signingKey = scope.reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = createHmac("sha256", signingKey).update(text).digest("hex");
  headers.set(
    "authorization",
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  );
  for (const [name, value] of Object.entries(unsigned)) headers.set(name, value);
  return new Request(url, { method, headers, body: body === "" ? null : body });
};

const order = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Encodes by RFC 3986, which reserves five more characters than encodeURIComponent. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Changes parts of a signed request. Null removes a header. */
export const changed = async (
  request: Request,
  change: {
    readonly url?: string;
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string | null>>;
  },
): Promise<Request> => {
  const { url = request.url, method = request.method } = change;
  const body = change.body ?? (await request.clone().text());
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Request(url, { method, headers, body: body === "" ? null : body });
};

/** Result of a check: the access key ID, or code and message of the error. */
export type Verdict = string | readonly [code: string, message: string];

/** Creates a check with a valid key and clock. */
export const checking = (
  options: Partial<SignatureOptions> = {},
): ((request: Request) => Promise<Verdict>) => {
  const check = createSignatureCheck({ keys: [key], now: () => now, ...options });
  return async (request) => {
    const body = new Uint8Array(await request.clone().arrayBuffer());
    try {
      return (await check({ request, body })).accessKeyId;
    } catch (error) {
      if (error instanceof Error && "code" in error) return [String(error.code), error.message];
      throw error;
    }
  };
};

export const MISMATCH = [
  "InvalidSignatureException",
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
    "and signing method. Consult the service documentation for details.",
] as const;

export const UNRECOGNIZED = [
  "UnrecognizedClientException",
  "The security token included in the request is invalid.",
] as const;
