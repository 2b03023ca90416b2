/** Signatures of botocore 1.43.11 at a fixed time. The requests follow AWS's published test suite. */
import { describe, expect, it } from "vitest";
import { checking, key, MISMATCH } from "./sign.ts";

interface Vector {
  readonly case: string;
  /** Default: POST, with the headers of AWS JSON. */
  readonly method?: "GET";
  readonly path?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sessionToken?: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

const TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN==";

const vectors: readonly Vector[] = [
  {
    case: "a bare GET",
    method: "GET",
    signedHeaders: "host;x-amz-date",
    signature: "2c8027309ca2bf8f2f3a731f12cbc52278e0d61b292541e29fa7797411647ad7",
  },
  {
    case: "parameters in another order than they are signed in",
    method: "GET",
    path: "/?b=2&a=1",
    signedHeaders: "host;x-amz-date",
    signature: "c57ec7df5e658da694bd9e0ab9c9f730c997769fcc13f053f84b3d5669ab175b",
  },
  {
    case: "a parameter given twice",
    method: "GET",
    path: "/?a=2&a=1",
    signedHeaders: "host;x-amz-date",
    signature: "9b034f10d8f5f254b078af67392ff454aced2167f4688673fc84671755dd2ddb",
  },
  {
    case: "a parameter without a value",
    method: "GET",
    path: "/?a",
    signedHeaders: "host;x-amz-date",
    signature: "99f7a9e0cacf1ebe73817e94ded74591a90da053408e176a329d8a1eefce1407",
  },
  {
    case: "parameters that are percent-encoded",
    method: "GET",
    path: "/v1/windows?since=2026-11-22T10%3A00%3A00Z&name=%C3%BC%20x",
    signedHeaders: "host;x-amz-date",
    signature: "94414d0f3fca4813c561fe35ead7bb8ceac24a44868ab6c6a8570bbdd97f1897",
  },
  {
    case: "a path that is percent-encoded",
    method: "GET",
    path: "/v1/a%20b/%C3%BC/",
    signedHeaders: "host;x-amz-date",
    signature: "531ce269071acdd5a0795939eb5a76fadea75dab0a7ac2c9d6af08c180d9b1cf",
  },
  {
    case: "a path with dots and empty parts",
    method: "GET",
    path: "/a/./b/../c//d",
    signedHeaders: "host;x-amz-date",
    signature: "ca89cfe5f3d04e753cd04ec8632789125db5fb4abeb97094ecd8291decfd7db5",
  },
  {
    case: "AWS JSON",
    body: '{"MaxResults":10}',
    signedHeaders: "content-type;host;x-amz-date;x-amz-target",
    signature: "dac1336b5ef451e78bf2d7f66a171252d8d3bffcc042892e9720744067b10ab7",
  },
  {
    case: "a body beyond ASCII",
    body: '{"Filters":[{"Key":"Name","Values":["Günter ☃"]}]}',
    signedHeaders: "content-type;host;x-amz-date;x-amz-target",
    signature: "ca1eb4c8c1cc2a5b725609217d4f37b47187cce40163dbdeeeab5f4b47717a13",
  },
  {
    case: "spaces around and within a header",
    headers: { "x-amz-meta-note": "  a   b \t c  " },
    signedHeaders: "content-type;host;x-amz-date;x-amz-meta-note;x-amz-target",
    signature: "d44664feb4838705ab6567e81bd62a7efd91e195c681a3578ef478d7421ea24e",
  },
  {
    case: "an empty header",
    headers: { "x-amz-meta-note": "" },
    signedHeaders: "content-type;host;x-amz-date;x-amz-meta-note;x-amz-target",
    signature: "a4e41bd2c27fe5e59076640d24a55d444ef944ffc4b3b3c946d4f45e98b4578d",
  },
  {
    case: "the body's hash in a header",
    headers: { "x-amz-content-sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a" },
    signedHeaders: "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target",
    signature: "3b8f50d488b39e2da38b9b5a5eda75e165ef7c63f94c3f99208c969337831b0c",
  },
  {
    case: "a port",
    url: "http://localhost:8787/",
    signedHeaders: "content-type;host;x-amz-date;x-amz-target",
    signature: "dc7142d2c5603527ed0adf9858092707c94e636e821f93572cfb869b96143402",
  },
  {
    case: "a session token",
    sessionToken: TOKEN,
    signedHeaders: "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
    signature: "3f911d24a7390a52b054d21dcfd57f7e181306ae6bbf5a27f3ed6a4408bef450",
  },
];

const request = (vector: Vector, signature = vector.signature): Request => {
  const { method = "POST", path = "/", url = `https://ssm.eu-central-1.amazonaws.com${path}` } = vector;
  const { headers = {}, sessionToken, signedHeaders } = vector;
  const isJson = method === "POST";
  return new Request(url, {
    method,
    headers: {
      host: new URL(url).host,
      "x-amz-date": "20261122T101500Z",
      ...(isJson
        ? {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
          }
        : {}),
      ...headers,
      ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-central-1/ssm/aws4_request, " +
        `SignedHeaders=${signedHeaders}, Signature=${signature}`,
    },
    body: isJson ? (vector.body ?? "{}") : null,
  });
};

describe("a botocore signature", () => {
  it.each(vectors)("is valid for $case", async (vector) => {
    const check = checking({ keys: [{ ...key, sessionToken: vector.sessionToken }] });
    expect(await check(request(vector))).toBe("AKIDEXAMPLE");
  });

  it.each(vectors)("is not valid for $case with one changed digit", async (vector) => {
    const check = checking({ keys: [{ ...key, sessionToken: vector.sessionToken }] });
    const digit = vector.signature.endsWith("0") ? "1" : "0";
    expect(await check(request(vector, vector.signature.slice(0, -1) + digit))).toEqual(MISMATCH);
  });
});
