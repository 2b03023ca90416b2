import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEndpoint, createSignatureCheck } from "../../src/index.ts";
import { responding } from "../requests.ts";
import { changed, checking, key, MISMATCH, now, sign } from "./sign.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/).map((text) => `x-${text}`);
const value = fc.string({ unit: fc.constantFrom(..."aZ09 \t;,=/+%\"'&{}~"), maxLength: 40 });
const given = fc.record({
  url: fc
    .array(fc.tuple(fc.string({ unit: "binary", maxLength: 8 }), fc.string({ maxLength: 8 })))
    .map((pairs) => `https://example.com/?${new URLSearchParams(pairs).toString()}`)
    .filter((url) => !/x-amz-(signature|algorithm)/i.test(url)),
  headers: fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true }),
  body: fc.string({ unit: "binary", maxLength: 200 }),
});

describe("signing and checking", () => {
  it("agree on every request", async () => {
    await fc.assert(
      fc.asyncProperty(given, async (request) => {
        expect(await checking()(sign(request))).toBe("AKIDEXAMPLE");
      }),
    );
  });

  it("disagree after one changed character", async () => {
    await fc.assert(
      fc.asyncProperty(
        given,
        fc.nat(),
        fc.constantFrom("body", "header", "signature"),
        async (request, at, part) => {
          const signed = sign({ ...request, headers: { ...request.headers, "x-amz-meta-note": "letters" } });
          const authorization = signed.headers.get("authorization") ?? "";
          const change =
            part === "body"
              ? { body: otherLetter(`${request.body}.`, at) }
              : part === "header"
                ? { headers: { "x-amz-meta-note": otherLetter("letters", at) } }
                : {
                    headers: {
                      authorization: authorization.slice(0, -64) + otherLetter(authorization.slice(-64), at),
                    },
                  };
          expect(await checking()(await changed(signed, change))).toEqual(MISMATCH);
        },
      ),
    );
  });

  it("reject another secret", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (secretAccessKey) => {
        fc.pre(secretAccessKey !== key.secretAccessKey);
        expect(await checking()(sign({ key: { ...key, secretAccessKey } }))).toEqual(MISMATCH);
      }),
    );
  });
});

describe("an endpoint that checks signatures", () => {
  const authorize = createSignatureCheck({ keys: [key], now: () => now });
  const endpoint = createEndpoint(responding(() => ({})).transport, { authorize });
  const assertRefused = async (headers: Readonly<Record<string, string>>): Promise<void> => {
    const response = await endpoint(await changed(sign(), { headers }));
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(
      /"(MissingAuthenticationToken|IncompleteSignature|InvalidSignature|UnrecognizedClient|ExpiredToken)Exception"/,
    );
  };
  const text = fc.string({ unit: fc.constantFrom(..."aZ09 \t;,=/+%\"'"), maxLength: 20 });

  it("rejects any headers with one of AWS's five errors", async () => {
    const words = [
      "AWS4-HMAC-SHA256",
      "Credential=",
      "SignedHeaders=",
      "Signature=",
      "AKIDEXAMPLE",
      "host",
      ", ",
      "/",
    ];
    const parts = fc.array(fc.oneof(fc.constantFrom(...words), text), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(parts, text, text, async (authorization, date, token) => {
        const headers = { "x-amz-date": date, "x-amz-security-token": token };
        await assertRefused({ ...headers, authorization: authorization.join("") });
      }),
    );
  });

  it("rejects any parts of a signature with one of AWS's five errors", async () => {
    const names = fc.array(
      fc.oneof(fc.constantFrom("", "__proto__", "authorization", "date", "x-none"), text),
    );
    await fc.assert(
      fc.asyncProperty(names, text, async (signed, signature) => {
        const list = ["content-type", "host", "x-amz-date", "x-amz-target", ...signed].join(";");
        await assertRefused({
          authorization:
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-central-1/ssm/aws4_request, " +
            `SignedHeaders=${list}, Signature=x${signature}`,
        });
      }),
    );
  });
});

const otherLetter = (text: string, index: number): string => {
  const at = index % text.length;
  return text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1);
};
