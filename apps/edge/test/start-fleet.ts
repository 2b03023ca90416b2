import { migrations, type D1Like } from "@windowpane/archive";
import { createLoopback, nightlyAccount, type Loopback, type LoopbackOptions } from "@windowpane/loopback";
import { startWorker, type RunningWorker } from "./start-worker.ts";

/** Accounts of the organization; the first is the management account. */
export const accounts = ["111122223333", "222233334444", "333344445555", "444455556666"] as const;

/** Bearer tokens by name. */
export const tokens = {
  reader: "reader-0123456789abcdef0123456789abcdef",
  events: "events-0123456789abcdef0123456789abcdef",
  admin: "admin-0123456789abcdef0123456789abcdef",
} as const;

/** A Worker that reads an organization. */
export interface RunningFleet extends RunningWorker {
  readonly aws: Loopback;
  /** Sends a request with a token. */
  request(path: string, init?: RequestInit, token?: keyof typeof tokens): Promise<Response>;
  /** Sends a GET request and returns the JSON of the response. */
  // The test knows the shape.
  get(path: string): Promise<{ readonly status: number; readonly body: Record<string, never> & object }>;
  /** Index of the archive. */
  readonly database: D1Like;
  /** Runs the clock's handler once. */
  tick(): Promise<void>;
}

/** Handlers of a Worker besides fetch, as Miniflare calls them. */
interface Handlers {
  scheduled(options: object): Promise<unknown>;
}

/** Differences from the deployment. */
export interface FleetWorkerOptions {
  readonly configuration?: object;
  /** Account of the source identity. Default: the management account. */
  readonly identity?: string;
  readonly organization?: Partial<LoopbackOptions>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Handles requests to other hosts than AWS's. */
  readonly outside?: (request: Request) => Promise<Response>;
  /** Called before each request to AWS, which waits for it. */
  readonly onAws?: (request: Request) => Promise<void>;
  /** Folder of an earlier Worker, whose archive and objects the new one has. */
  readonly folder?: string;
  /** Limit of the rate limiter per caller and minute. Default: from `wrangler.jsonc`. */
  readonly requestsPerMinute?: number | undefined;
  /** Whether to create the tables of the archive. Default: true. */
  readonly hasTables?: boolean;
}

/** Starts the deployment of a fleet over an organization, with an empty archive. */
export const startFleet = async ({
  identity,
  configuration = { regions: ["eu-west-1"], organization: {} },
  organization = {},
  variables = {},
  outside,
  onAws,
  folder,
  requestsPerMinute,
  hasTables = true,
}: FleetWorkerOptions = {}): Promise<RunningFleet> => {
  const now = (): Date => new Date();
  const aws = createLoopback({
    accounts: accounts.map((id) => ({ id })),
    ssm: (account, region) => nightlyAccount(account, region, { now: now() }),
    now,
    ...organization,
  });
  const { accessKeyId, secretAccessKey } = aws.credentials(identity);
  const worker = await startWorker(
    {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      WINDOWPANE_TOKENS: `reader:read:${tokens.reader},events:collect:${tokens.events},admin:admin:${tokens.admin}`,
      WINDOWPANE_FLEET: JSON.stringify(configuration),
      ...variables,
    },
    {
      environment: "fleet",
      folder,
      requestsPerMinute,
      outside: async ({ url, method, headers, body }) => {
        // Each platform has its own Request class.
        const request = new Request(url, {
          method,
          headers: Object.fromEntries(headers),
          ...(body === null ? {} : { body: await new Response(body).text() }),
        });
        if (!new URL(url).hostname.endsWith(".amazonaws.com") && outside !== undefined)
          return outside(request);
        await onAws?.(request);
        return aws.fetch(request);
      },
    },
  );
  // Miniflare's types need a package that is not installed.
  const database = (await worker.miniflare.getD1Database("ARCHIVE")) as D1Like;
  const version = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT";
  const texts = [version, ...migrations.flat(), `INSERT INTO schema_version VALUES (${migrations.length})`];
  const { results = [] } = await database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'run'").all();
  if (hasTables && results.length === 0) await database.batch(texts.map((text) => database.prepare(text)));
  const request = (path: string, init: RequestInit = {}, token: keyof typeof tokens = "reader") =>
    fetch(`${worker.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${tokens[token]}`, "content-type": "application/json" },
    });
  return {
    ...worker,
    aws,
    request,
    get: async (path) => {
      const response = await request(path);
      return { status: response.status, body: (await response.json()) as Record<string, never> & object };
    },
    database,
    tick: async () => {
      const { scheduled } = (await worker.miniflare.getWorker()) as unknown as Handlers;
      await scheduled({});
    },
  };
};
