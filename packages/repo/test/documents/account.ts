/** The servers that examples of documents name: AWS, with a profile and credentials, and a Windowpane API. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEndpoint } from "@windowpane/endpoint";
import { bearer, createApp } from "@windowpane/http-api";
import { serveLoopback } from "@windowpane/loopback";
import { mockTransport, type MockFault } from "@windowpane/transport-mock";

/** What the servers do. */
export interface AccountOptions {
  /** Folder for AWS's config files. */
  readonly folder: string;
  readonly faults?: readonly MockFault[] | undefined;
  /** Origins whose pages may read the Windowpane API. */
  readonly origins?: readonly string[] | undefined;
}

/** An AWS account and a Windowpane API on 127.0.0.1. */
export interface DocumentAccount {
  /** The code with the addresses of the servers instead of those that documents name. */
  readonly localised: (code: string) => string;
  /** Variables for programs that read the account. */
  readonly env: Readonly<Record<string, string>>;
  /** Number of requests that Systems Manager received so far. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** The token of the Windowpane API. */
export const documentToken = "a-token-of-the-documents";

/** Starts the servers. */
export const openAccount = async ({
  folder,
  faults,
  origins = [],
}: AccountOptions): Promise<DocumentAccount> => {
  const ssm = mockTransport({ faults });
  const aws = await serveLoopback({ fetch: createEndpoint(ssm) });
  const app = createApp({
    transport: mockTransport(),
    access: [bearer({ tokens: [{ id: "documents", roles: ["read"], token: documentToken }] })],
    cors: { origins },
    now: () => new Date(),
    randomUUID: () => crypto.randomUUID(),
    log: () => {},
    sleep: () => new Promise(() => {}),
  });
  const api = await serveLoopback({ fetch: async (request) => app.fetch(request) });
  const [config, credentials] = ["config", "credentials"].map((name) => join(folder, name));
  writeFileSync(config ?? "", "[profile prod]\nregion = eu-west-1\n");
  writeFileSync(credentials ?? "", "[prod]\naws_access_key_id = test\naws_secret_access_key = test\n");
  return {
    localised: (code) =>
      code
        .replaceAll(/https:\/\/(?:ssm|windowpane)[\w.-]+/gu, (url) =>
          url.endsWith("amazonaws.com") ? aws.url : api.url,
        )
        .replaceAll("Bearer TOKEN", `Bearer ${documentToken}`),
    env: {
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL: aws.url,
      AWS_CONFIG_FILE: config ?? "",
      AWS_SHARED_CREDENTIALS_FILE: credentials ?? "",
    },
    requests: () => ssm.requests,
    close: async () => {
      await Promise.all([aws.close(), api.close()]);
    },
  };
};
