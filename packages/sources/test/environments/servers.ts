/** Local servers that record what they are asked: AWS's services, container and instance metadata, and a proxy that refuses all hosts. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Running servers. Close them after use. */
export interface Servers {
  /** The URL of each server, by its letter; of the proxy by `PROXY`, and its host and port by `PROXY_HOST`. */
  readonly places: Readonly<Record<string, string>>;
  /** The requests since the last call, as `Environment` lists them. */
  take(): readonly string[];
  close(): Promise<void>;
}

export const startServers = async (): Promise<Servers> => {
  let seen: string[] = [];
  const servers: Server[] = [];
  const start = async (server: Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port, not on a pipe.
  };
  const places: Record<string, string> = {};
  for (const letter of ["A", "B", "C", "D"]) {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { what, signature } = readRequest(request, Buffer.concat(chunks).toString());
        seen.push([letter, what, ...signature].join(" "));
        const { status, body } = answerTo(what, request.url ?? "");
        response.writeHead(status, {
          "content-type": body.startsWith("<") ? "text/xml" : "application/x-amz-json-1.1",
        });
        response.end(body);
      });
    });
    const host = await start(server);
    places[letter] = `http://${host}`;
    places[`${letter}_HOST`] = host;
    places[`${letter}_PORT`] = new URL(`http://${host}`).port;
  }
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.writeHead(403).end();
  });
  proxy.on("connect", ({ url }, socket) => {
    seen.push(url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  const host = await start(proxy);
  return {
    places: { ...places, PROXY: `http://${host}`, PROXY_HOST: host },
    take: () => {
      const taken = seen.filter((one, index) => one !== seen[index - 1]);
      seen = [];
      return taken;
    },
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
};

interface ReadRequest {
  readonly what: string;
  /** The access key and region. Empty without a signature. */
  readonly signature: readonly string[];
}

const readRequest = ({ headers, url = "" }: IncomingMessage, body: string): ReadRequest => {
  const [, accessKey, region] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const [path = ""] = url.split("?", 1);
  const target = String(headers["x-amz-target"] ?? "").replace("AmazonSSM.", "");
  const what = path.startsWith("/latest/")
    ? "metadata"
    : target || new URLSearchParams(body).get("Action") || path;
  const signature = accessKey === undefined || region === undefined ? [] : [accessKey, region];
  return { what, signature };
};

interface Answer {
  readonly status: number;
  readonly body: string;
}

const answerTo = (what: string, url: string): Answer => {
  if (url.includes("failing")) return { status: 503, body: "{}" };
  if (url.includes("denied")) return { status: 403, body: '{"Code":"AccessDenied","Message":"no role"}' };
  const body = what === "metadata" ? metadata[url] : answers[what];
  return body === undefined ? { status: 404, body: "{}" } : { status: 200, body };
};

const assumed = (action: string, id: string): string =>
  `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials><AccessKeyId>${id}</AccessKeyId>` +
  "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>" +
  "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/me</Arn><AssumedRoleId>AROA:me</AssumedRoleId></AssumedRoleUser>" +
  `</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`;

const sessionKey = (AccessKeyId: string): string =>
  JSON.stringify({
    Code: "Success",
    LastUpdated: "2026-01-01T00:00:00Z",
    Type: "AWS-HMAC",
    AccessKeyId,
    SecretAccessKey: "s",
    Token: "t",
    Expiration: "2099-01-01T00:00:00Z",
  });

const answers: Readonly<Record<string, string>> = {
  DescribeMaintenanceWindows: '{"WindowIdentities":[]}',
  AssumeRole: assumed("AssumeRole", "ROLE"),
  AssumeRoleWithWebIdentity: assumed("AssumeRoleWithWebIdentity", "WEB"),
  "/federation/credentials": JSON.stringify({
    roleCredentials: {
      accessKeyId: "SSO",
      secretAccessKey: "s",
      sessionToken: "t",
      expiration: 4_000_000_000_000,
    },
  }),
  "/token": JSON.stringify({
    accessToken: "new",
    expiresIn: 28_800,
    refreshToken: "next",
    tokenType: "Bearer",
  }),
  "/credentials": sessionKey("CONTAINER"),
};

const metadata: Readonly<Record<string, string>> = {
  "/latest/api/token": "metadata-token",
  "/latest/meta-data/iam/security-credentials/": "instance-role",
  "/latest/meta-data/iam/security-credentials/instance-role": sessionKey("INSTANCE"),
};
