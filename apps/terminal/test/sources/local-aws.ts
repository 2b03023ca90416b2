/**
 * A local AWS for the SDK's credential chain: Systems Manager, STS, Account Management, the SSO portal, container credentials and
 * instance metadata.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Transport } from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";

/** The parts of a request that tests check. */
export interface SeenRequest {
  /** `AmazonSSM.DescribeMaintenanceWindows`, `AssumeRole`, `/listRegions`, `/credentials`. */
  readonly what: string;
  /** The access key and region of its signature. */
  readonly key: string | undefined;
  readonly region: string | undefined;
  readonly body: string;
}

/** How it differs from an AWS that allows everything. */
export interface LocalAwsOptions {
  readonly ssm: Transport;
  /** Milliseconds that its clock is ahead. Default: 0. */
  readonly ahead?: number;
  /** Error responses, by `what`. Default: none. */
  readonly refusals?: Readonly<Record<string, { readonly status: number; readonly body: string }>>;
}

/** A running local AWS. Close it after use. */
export interface LocalAws {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

export const startLocalAws = async ({
  ssm,
  ahead = 0,
  refusals = {},
}: LocalAwsOptions): Promise<LocalAws> => {
  const endpoint = createEndpoint(ssm);
  const requests: SeenRequest[] = [];
  const answer = async (request: IncomingMessage): Promise<Response> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // A stream without an encoding gives Buffers.
    const one = readRequest(request, Buffer.concat(chunks));
    requests.push(one);
    const refusal = refusals[one.what];
    if (refusal !== undefined) return new Response(refusal.body, { status: refusal.status });
    const granted = grants[one.what];
    if (granted !== undefined) return new Response(granted);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    return endpoint(new Request("http://localhost/", { method: "POST", headers, body: one.body }));
  };
  const server = createServer((request, response) => {
    const reply = async (): Promise<void> => {
      const result = await answer(request);
      response.setHeader("date", new Date(Date.now() + ahead).toUTCString());
      response.writeHead(result.status, Object.fromEntries(result.headers));
      response.end(Buffer.from(await result.arrayBuffer()));
    };
    void reply();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const readRequest = ({ headers, url = "/" }: IncomingMessage, bytes: Buffer): SeenRequest => {
  const body = bytes.toString();
  const [, key, region] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const [path = ""] = url.split("?", 1);
  const what = headers["x-amz-target"] ?? (path === "/" ? new URLSearchParams(body).get("Action") : path);
  return { what: String(what), key, region, body };
};

const xml = (action: string, result: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`;

const roleOf = (key: string): string =>
  `<Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>` +
  "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>" +
  "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/me</Arn>" +
  "<AssumedRoleId>AROA:me</AssumedRoleId></AssumedRoleUser>";

const jsonKey = (AccessKeyId: string): string =>
  JSON.stringify({
    Code: "Success",
    AccessKeyId,
    SecretAccessKey: "s",
    Token: "t",
    Expiration: "2099-01-01T00:00:00Z",
  });

const grants: Readonly<Record<string, string>> = {
  AssumeRole: xml("AssumeRole", roleOf("ASIAROLE")),
  AssumeRoleWithWebIdentity: xml("AssumeRoleWithWebIdentity", roleOf("ASIAWEB")),
  "/federation/credentials": JSON.stringify({
    roleCredentials: {
      accessKeyId: "ASIASSO",
      secretAccessKey: "s",
      sessionToken: "t",
      expiration: 4_000_000_000_000,
    },
  }),
  "/latest/api/token": "metadata-token",
  "/latest/meta-data/iam/security-credentials/": "instance-role",
  "/latest/meta-data/iam/security-credentials/instance-role": jsonKey("ASIAINSTANCE"),
  GetCallerIdentity: xml(
    "GetCallerIdentity",
    "<Arn>arn:aws:sts::123456789012:assumed-role/reader/me</Arn><UserId>AROA:me</UserId><Account>123456789012</Account>",
  ),
  "/listRegions": JSON.stringify({
    Regions: ["us-east-1", "eu-west-1"].map((RegionName) => ({ RegionName, RegionOptStatus: "ENABLED" })),
  }),
  "/credentials": jsonKey("ASIACONTAINER"),
};
