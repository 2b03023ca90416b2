import { HttpRequest } from "@smithy/core/protocols";
import { isLoopback } from "../source/loopback.ts";
import type { Platform } from "../source/source.ts";
import type { Http } from "./http.ts";
import { foreignReason, type Reach } from "./reach.ts";
import { accessKey, invalidSignIn, type AccessKey } from "./sign-in.ts";

/** The URL of a container's or pod's credential endpoint. The relative path wins, as in the AWS CLI. */
const containerUrl = (env: Platform["env"]): string => {
  const relative = env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  return relative ? `http://169.254.170.2${relative}` : (env["AWS_CONTAINER_CREDENTIALS_FULL_URI"] ?? "");
};

/** The hosts besides this machine to which the token may be sent without TLS: the agents of ECS and EKS. */
const agents = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"];

/**
 * Requests the credentials of a container or pod, without a proxy and at most three times. (The SDK's own client only warns of a response that
 * does not come.)
 *
 * @throws SourceError if the endpoint is not usable, and Error with its message if it refuses.
 */
export const requestContainerCredentials = async (
  http: Http,
  reach: Reach,
  platform: Platform,
): Promise<AccessKey> => {
  const { env } = platform;
  const text = containerUrl(env);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isAllowed(url)) {
    throw invalidSignIn(
      "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither an https:// URL nor one on this machine or of the agent of ECS or EKS.",
      "Set it to the URL of the agent, or unset it.",
    );
  }
  const authorization = await tokenOf(platform);
  const handler = http.handler({
    service: "the container's credential endpoint",
    timeouts: { connectionTimeout: 2000, requestTimeout: 2000 },
    isDirect: true,
    reach,
  });
  const { protocol, hostname, port, pathname, searchParams } = url;
  const request = new HttpRequest({
    protocol,
    hostname,
    ...(port === "" ? {} : { port: Number(port) }),
    path: pathname,
    query: Object.fromEntries(searchParams),
    method: "GET",
    headers: { host: url.host, accept: "application/json", ...(authorization ? { authorization } : {}) },
  });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendOnce(handler, request);
      } catch (error) {
        if (attempt === 3 || reach.last === undefined || reach.signal.aborted) throw error;
        await platform.sleep(1000, reach.signal);
      }
    }
  } finally {
    handler.destroy();
  }
};

const isAllowed = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && (isLoopback(hostname) || agents.includes(hostname)));

const tokenOf = async ({ env, readFile }: Platform): Promise<string | undefined> => {
  const file = env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file ? await readFile(file) : env["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
  if (token === undefined || !/[\r\n]/.test(token)) return token;
  throw invalidSignIn(
    `The token in ${file ? "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" : "AWS_CONTAINER_AUTHORIZATION_TOKEN"} contains a line break.`,
    "Set it to the token only.",
  );
};

const sendOnce = async (handler: ReturnType<Http["handler"]>, request: HttpRequest): Promise<AccessKey> => {
  const { response } = await handler.handle(request);
  const reason = foreignReason(response);
  if (reason !== undefined) throw new Error(reason);
  // The handler gives bytes.
  const members = parse(Buffer.from(response.body as Uint8Array).toString());
  const text = (name: string): string | undefined => {
    const value = members[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  if (response.statusCode !== 200) {
    throw new Error(
      `HTTP ${response.statusCode} ${text("Message") ?? text("message") ?? text("Code") ?? ""}`.trim(),
    );
  }
  const [id, secret] = [text("AccessKeyId"), text("SecretAccessKey")];
  if (id === undefined || secret === undefined)
    throw new Error("the response has no AccessKeyId or SecretAccessKey");
  return accessKey({
    from: "the container's endpoint",
    id,
    secret,
    token: text("Token"),
    account: text("AccountId"),
    expiration: text("Expiration"),
  });
};

const parse = (json: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};
