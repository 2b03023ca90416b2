/** Signed requests with one changed part, and AWS's error for each. */
import { describe, expect, it } from "vitest";
import {
  changed,
  checking,
  key,
  MISMATCH,
  sign,
  UNRECOGNIZED,
  type SignOptions,
  type Verdict,
} from "./sign.ts";

type Change = Parameters<typeof changed>[1];

const TOKEN = "FwoGZXIvYXdzEXAMPLE==";
const HOST_UNSIGNED = [
  "InvalidSignatureException",
  "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
] as const;
const scope = "AKIDEXAMPLE/20261122/eu-central-1/ssm/aws4_request";
const list = "content-type;host;x-amz-date;x-amz-target";
const zeros = "0".repeat(64);

const authorization = ({
  algorithm = "AWS4-HMAC-SHA256",
  credential = scope,
  signedHeaders = list,
  signature = zeros,
} = {}): string =>
  `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;

const replaced = (header: string): Change => ({ headers: { authorization: header } });

const tampered: readonly (readonly [string, Change])[] = [
  ["the body", { body: "{ }" }],
  ["an empty body instead", { body: "" }],
  ["the method", { method: "PUT" }],
  ["the path", { url: "https://ssm.eu-central-1.amazonaws.com/x" }],
  ["the query", { url: "https://ssm.eu-central-1.amazonaws.com/?a=1" }],
  [
    "the query, by what looks like a signature",
    { url: "https://ssm.eu-central-1.amazonaws.com/?x-amz-signature=1" },
  ],
  ["the host", { headers: { host: "ssm.us-east-1.amazonaws.com" } }],
  ["the host's port", { headers: { host: "ssm.eu-central-1.amazonaws.com:443" } }],
  ["the content type", { headers: { "content-type": "application/x-amz-json-1.0" } }],
  ["the target", { headers: { "x-amz-target": "AmazonSSM.CancelMaintenanceWindowExecution" } }],
  ["no target instead", { headers: { "x-amz-target": null } }],
  ["the date by a second", { headers: { "x-amz-date": "20261122T101501Z" } }],
  ["the signature", replaced(authorization())],
  ["the signature, to capital letters", replaced(authorization({ signature: "A".repeat(64) }))],
  ["the signature, to a shorter one", replaced(authorization({ signature: "0" }))],
  ["the region", replaced(authorization({ credential: scope.replace("eu-central-1", "eu-west-1") }))],
];

describe("a changed request", () => {
  it.each(tampered)("is rejected: %s", async (_part, change) => {
    expect(await checking()(await changed(sign(), change))).toEqual(MISMATCH);
  });

  it.each([
    ["to other letters", (names: string) => names.replace("host", "Host")],
    ["to another order", (names: string) => names.split(";").toReversed().join(";")],
    ["by a name twice", (names: string) => `${names};x-amz-target`],
    ["by a header that is not there", (names: string) => `${names};x-none`],
    ["by a header that cannot be signed", (names: string) => `authorization;${names}`],
    ["by a header that AWS's signer leaves out", (names: string) => names.replace("host", "date;host")],
    ["by an empty name", (names: string) => `;${names}`],
  ])("is rejected: the list of signed headers, %s", async (_case, change) => {
    const request = sign();
    const right = request.headers.get("authorization") ?? "";
    const wrong = right.replace(list, change(list));
    expect(wrong).not.toBe(right);
    const given = await changed(request, {
      headers: { authorization: wrong, date: "Sun, 22 Nov 2026 10:15:00 GMT" },
    });
    expect(await checking()(given)).toEqual(MISMATCH);
  });

  it("is rejected: a signed header that is sent twice", async () => {
    const request = sign({ headers: { "x-amz-meta-note": "a" } });
    request.headers.append("x-amz-meta-note", "b");
    expect(await checking()(request)).toEqual(MISMATCH);
  });

  it.each(["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", zeros, ""])(
    "is rejected: a signed payload hash of %j",
    async (hash) => {
      expect(await checking()(sign({ headers: { "x-amz-content-sha256": hash } }))).toEqual(MISMATCH);
    },
  );
});

const EXAMPLE =
  "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got";
const REQUIRES = "Authorization header requires";
const EXISTENCE = "existence of either a 'X-Amz-Date' or a 'Date' header";

const broken: readonly (readonly [string, Change, readonly [string, string]])[] = [
  [
    "no Authorization",
    { headers: { authorization: null } },
    ["MissingAuthenticationTokenException", "Missing Authentication Token"],
  ],
  [
    "an empty Authorization",
    replaced(""),
    ["MissingAuthenticationTokenException", "Missing Authentication Token"],
  ],
  [
    "nothing right in it",
    { headers: { authorization: "X", "x-amz-date": null } },
    [
      "IncompleteSignatureException",
      `${REQUIRES} 'Credential' parameter. ${REQUIRES} 'Signature' parameter. ` +
        `${REQUIRES} 'SignedHeaders' parameter. ${REQUIRES} ${EXISTENCE}. Authorization=X`,
    ],
  ],
  [
    "no date",
    {
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c",
        "x-amz-date": null,
      },
    },
    [
      "IncompleteSignatureException",
      `${REQUIRES} ${EXISTENCE}. Authorization=AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c`,
    ],
  ],
  [
    "no signed headers",
    replaced("AWS4- Signature=b,Credential=a"),
    [
      "IncompleteSignatureException",
      `${REQUIRES} 'SignedHeaders' parameter. Authorization=AWS4- Signature=b,Credential=a`,
    ],
  ],
  [
    "an unexpected space",
    replaced(`AWS4-HMAC-SHA256 Credential= ${scope}, SignedHeaders=${list}, Signature=${zeros}`),
    [
      "IncompleteSignatureException",
      `'${scope}' not a valid key=value pair (missing equal-sign) in Authorization header: ` +
        `'AWS4-HMAC-SHA256 Credential= ${scope}, SignedHeaders=${list}, Signature=${zeros}'.`,
    ],
  ],
  [
    "another scheme",
    replaced("Bearer abc"),
    [
      "IncompleteSignatureException",
      "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    ],
  ],
  [
    "another algorithm",
    replaced(authorization({ algorithm: "AWS4-HMAC-SHA512" })),
    [
      "IncompleteSignatureException",
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now). ",
    ],
  ],
  [
    "a credential of four parts",
    replaced(authorization({ credential: "a/b/c/d" })),
    ["IncompleteSignatureException", `${EXAMPLE} 'a/b/c/d'`],
  ],
  [
    "a credential of six parts",
    replaced(authorization({ credential: `x/${scope}` })),
    ["IncompleteSignatureException", `${EXAMPLE} 'x/${scope}'`],
  ],
  ...["2026-11-22T10:15:00Z", "201", "20261122T101500", "20260230T000000Z", "20261122T251500Z"].map(
    (date): readonly [string, Change, readonly [string, string]] => [
      `the date ${date}`,
      { headers: { "x-amz-date": date } },
      [
        "IncompleteSignatureException",
        `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      ],
    ],
  ),
  ["an empty list of signed headers", replaced(authorization({ signedHeaders: "" })), HOST_UNSIGNED],
  ["a host that is not signed", replaced(authorization({ signedHeaders: "x-amz-date" })), HOST_UNSIGNED],
  [
    "a date that is not signed",
    replaced(authorization({ signedHeaders: "host" })),
    ["InvalidSignatureException", "'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization."],
  ],
  [
    "a target that is not signed",
    replaced(authorization({ signedHeaders: "host;x-amz-date" })),
    ["InvalidSignatureException", "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."],
  ],
  [
    "a header of AWS's that was added",
    { headers: { "x-amz-meta-note": "b" } },
    ["InvalidSignatureException", "'x-amz-meta-note' must be a 'SignedHeader' in the AWS Authorization."],
  ],
  [
    "a signature in the query too",
    { url: "https://ssm.eu-central-1.amazonaws.com/?X-Amz-Algorithm" },
    [
      "InvalidSignatureException",
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    ],
  ],
  [
    "half a signature in the query alone",
    {
      url: "https://ssm.eu-central-1.amazonaws.com/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=1",
      headers: { authorization: null },
    },
    [
      "IncompleteSignatureException",
      "AWS query-string parameters must include 'X-Amz-Credential'. " +
        "AWS query-string parameters must include 'X-Amz-Signature'. " +
        "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
    ],
  ],
  [
    "a signature in the query alone",
    {
      url:
        "https://ssm.eu-central-1.amazonaws.com/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a" +
        "&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d",
      headers: { authorization: null },
    },
    [
      "InvalidSignatureException",
      "Signatures in the query string are not supported. Use the Authorization header.",
    ],
  ],
  [
    "every part of the scope wrong",
    replaced(authorization({ credential: "AKIDEXAMPLE/b/c/d/e" })),
    [
      "InvalidSignatureException",
      "Credential should be scoped to a valid region, not 'c'. " +
        "Credential should be scoped to correct service: 'ssm'. " +
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. " +
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        "'b' != '20261122', from '20261122T101500Z'.",
    ],
  ],
  ["an unknown key", replaced(authorization({ credential: scope.replace("AKID", "AKIA") })), UNRECOGNIZED],
];

describe("an invalid signature", () => {
  it.each(broken)("is rejected in AWS's words: %s", async (_case, change, verdict) => {
    const check = checking({ region: "eu-central-1" });
    expect(await check(await changed(sign(), change))).toEqual(verdict);
  });

  it("repeats at most two kilobytes of the request", async () => {
    const [code, message] = await checking()(await changed(sign(), replaced(`X ${"y".repeat(10_000)}`)));
    expect(code).toBe("IncompleteSignatureException");
    expect(message?.length).toBeLessThan(4300);
  });
});

const stale: readonly (readonly [string, string])[] = [
  [
    "2026-11-22T10:09:59Z",
    "Signature expired: 20261122T100959Z is now earlier than 20261122T101000Z (20261122T101500Z - 5 min.)",
  ],
  [
    "2026-11-21T10:15:00Z",
    "Signature expired: 20261121T101500Z is now earlier than 20261122T101000Z (20261122T101500Z - 5 min.)",
  ],
  [
    "2026-11-22T10:20:01Z",
    "Signature not yet current: 20261122T102001Z is still later than 20261122T102000Z (20261122T101500Z + 5 min.)",
  ],
];

const credentials: readonly (readonly [string, SignOptions, Verdict])[] = [
  ["another secret key", { key: { ...key, secretAccessKey: "other" } }, MISMATCH],
  [
    "a secret that ends with a space",
    { key: { ...key, secretAccessKey: `${key.secretAccessKey} ` } },
    MISMATCH,
  ],
  ["a key's id in other letters", { key: { ...key, accessKeyId: "akidexample" } }, UNRECOGNIZED],
  ["no token for a key with one", { key: { ...key, accessKeyId: "ASIATEMPORARY" } }, UNRECOGNIZED],
  [
    "another token",
    { key: { ...key, accessKeyId: "ASIATEMPORARY", sessionToken: `${TOKEN}x` } },
    UNRECOGNIZED,
  ],
  [
    "half the token",
    { key: { ...key, accessKeyId: "ASIATEMPORARY", sessionToken: TOKEN.slice(0, 9) } },
    UNRECOGNIZED,
  ],
  ["a token for a key without one", { key: { ...key, sessionToken: TOKEN } }, UNRECOGNIZED],
  [
    "a key that has ended",
    { key: { ...key, accessKeyId: "ASIAENDED", sessionToken: TOKEN } },
    ["ExpiredTokenException", "The security token included in the request is expired"],
  ],
  [
    "another service",
    { service: "sts" },
    ["InvalidSignatureException", "Credential should be scoped to correct service: 'ssm'. "],
  ],
  [
    "another region",
    { region: "us-east-1" },
    ["InvalidSignatureException", "Credential should be scoped to a valid region, not 'us-east-1'. "],
  ],
];

describe("a valid signature", () => {
  it.each(stale)("is rejected if it is %s", async (at, message) => {
    expect(await checking()(sign({ date: new Date(at) }))).toEqual(["InvalidSignatureException", message]);
  });

  it.each(credentials)("is rejected with %s", async (_case, given, verdict) => {
    const check = checking({
      keys: [
        key,
        { ...key, accessKeyId: "ASIATEMPORARY", sessionToken: TOKEN },
        { ...key, accessKeyId: "ASIAENDED", sessionToken: TOKEN, expires: new Date("2026-11-22T10:15:00Z") },
      ],
      region: "eu-central-1",
    });
    expect(await check(sign(given))).toEqual(verdict);
  });

  it("reports the signature before the token", async () => {
    const check = checking({ keys: [{ ...key, sessionToken: TOKEN, expires: new Date(0) }] });
    expect(await check(sign({ key: { ...key, secretAccessKey: "other" } }))).toEqual(MISMATCH);
  });
});
