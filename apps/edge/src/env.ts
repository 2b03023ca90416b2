/** Reads the settings of a deployment: variables, secrets, and the bindings of `wrangler.jsonc`. */
import {
  accessFrom,
  EnvironmentError,
  readBasePath,
  readOrigins,
  requireClean,
  type AppOptions,
} from "@windowpane/http-api";
import { limitName, readWorkerLimits, type LimitVariables } from "./limits.ts";

/** Bindings of the Worker. README.md describes the variables. */
export interface Env extends LimitVariables {
  readonly WINDOWPANE_SOURCE?: string;
  readonly WINDOWPANE_FLEET?: string;
  readonly WINDOWPANE_OPEN?: string;
  readonly WINDOWPANE_TOKENS?: string;
  readonly WINDOWPANE_SIGNING_KEYS?: string;
  readonly WINDOWPANE_ACCESS_TEAM?: string;
  readonly WINDOWPANE_ACCESS_AUDIENCE?: string;
  readonly WINDOWPANE_ACCESS_ROLES?: string;
  readonly WINDOWPANE_CORS_ORIGINS?: string;
  readonly WINDOWPANE_BASE_PATH?: string;
  readonly AWS_REGION?: string;
  readonly AWS_ACCESS_KEY_ID?: string;
  readonly AWS_SECRET_ACCESS_KEY?: string;
  readonly AWS_SESSION_TOKEN?: string;
  readonly AWS_ENDPOINT_URL?: string;
  /** Cloudflare's rate limiter. */
  readonly RATE_LIMIT?: RateLimiter;
}

/** The part of Cloudflare's rate limiting binding that the Worker uses. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** Settings of a deployment. */
export interface Settings {
  /** Source of the data. */
  readonly source: SourceSettings;
  /** Authentication, limits and CORS. */
  readonly app: Pick<
    AppOptions,
    "access" | "open" | "limits" | "limitName" | "rateLimit" | "cors" | "basePath"
  >;
}

/** Source of the data: the demo account, one account and region of AWS, or a fleet of them. */
export type SourceSettings =
  | { readonly kind: "demo"; readonly scenario: string | undefined }
  | {
      readonly kind: "aws";
      readonly region: string;
      readonly credentials: Credentials;
      readonly endpoint?: string;
    }
  | FleetSource;

/** A fleet: many accounts and regions, whose roles the keys may assume. */
export interface FleetSource {
  readonly kind: "fleet";
  /** The fleet configuration as JSON, or the name of an object in the bucket DOCUMENTS that has it. */
  readonly configuration: string;
  /** Region of the endpoint that assumes the roles. Default: that of the role's location. */
  readonly region: string | undefined;
  readonly credentials: Credentials;
  /** Endpoint of all services. Default: AWS's own. */
  readonly endpoint?: string;
}

/** Static keys. Use those of a user that can only read Systems Manager, or for a fleet only assume its roles. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Reads the settings from the environment.
 *
 * @throws EnvironmentError if a variable is invalid, if no authentication is configured, or if a real account is open.
 */
export const readEnv = (env: Env, now: () => Date): Settings => {
  const source = readSource(env);
  const { access, open } = accessFrom(variablesOf(env), {
    isDemo: source.kind === "demo",
    isOpen: isTrue("WINDOWPANE_OPEN", env.WINDOWPANE_OPEN),
    openOption: "WINDOWPANE_OPEN=true",
    now,
  });
  return {
    source,
    app: {
      access,
      open,
      limits: readWorkerLimits(env, {
        isDemo: source.kind === "demo",
        hasRateLimiter: env.RATE_LIMIT !== undefined,
      }),
      limitName,
      rateLimit: readRateLimit(env),
      cors: readCors(env),
      basePath: readBasePath(env.WINDOWPANE_BASE_PATH ?? "", "WINDOWPANE_BASE_PATH"),
    },
  };
};

const readSource = (env: Env): SourceSettings => {
  const [, kind = "", scenario] = /^([^:]*)(?::(.*))?$/s.exec(env.WINDOWPANE_SOURCE ?? "") ?? [];
  const configuration = (env.WINDOWPANE_FLEET ?? "").trim();
  if (kind === "demo") {
    if (configuration === "") return { kind, scenario };
    throw new EnvironmentError(
      "WINDOWPANE_FLEET does not apply to the demo.",
      "Set WINDOWPANE_SOURCE to aws, or remove WINDOWPANE_FLEET.",
    );
  }
  if (kind !== "aws" || scenario !== undefined) {
    throw new EnvironmentError(
      `"${env.WINDOWPANE_SOURCE ?? ""}" is not a valid WINDOWPANE_SOURCE.`,
      "Set it to demo, demo:SCENARIO or aws.",
    );
  }
  const credentials = {
    accessKeyId: required(env, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: required(env, "AWS_SECRET_ACCESS_KEY"),
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: clean("AWS_SESSION_TOKEN", env.AWS_SESSION_TOKEN) } : {}),
  };
  const aws = {
    credentials,
    ...(env.AWS_ENDPOINT_URL ? { endpoint: readEndpoint(env.AWS_ENDPOINT_URL) } : {}),
  };
  if (configuration === "") return { kind, region: readRegion(env), ...aws };
  return { kind: "fleet", configuration, region: env.AWS_REGION ? readRegion(env) : undefined, ...aws };
};

const readRegion = (env: Env): string => {
  const region = required(env, "AWS_REGION");
  // The region becomes part of the host name.
  if (/^[a-z0-9-]+$/.test(region)) return region;
  throw new EnvironmentError(
    `"${region}" is not a valid AWS_REGION.`,
    "Set it to a region such as eu-central-1.",
  );
};

const readEndpoint = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/u.test(url.protocol) && url.username + url.password === "")
    return url.origin;
  throw new EnvironmentError(
    `"${text.slice(0, 100)}" is not a valid AWS_ENDPOINT_URL.`,
    "Set it to a URL such as http://127.0.0.1:4566, or remove it.",
  );
};

const required = (env: Env, name: "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY"): string => {
  const value = env[name] ?? "";
  if (value !== "") return clean(name, value);
  throw new EnvironmentError(
    `${name} is not set, but WINDOWPANE_SOURCE is aws.`,
    `Run \`npx wrangler secret put ${name}\`.`,
  );
};

/** Secrets are often pasted, or come from files that end with a line break. */
const clean = (name: string, value: string): string => {
  requireClean(name, value);
  return value;
};

const isTrue = (name: string, value = ""): boolean => {
  if (value === "true") return true;
  if (value === "" || value === "false") return false;
  throw new EnvironmentError(`"${value}" is not a valid ${name}.`, "Set it to true or false.");
};

const readCors = ({ WINDOWPANE_CORS_ORIGINS: text = "" }: Env): AppOptions["cors"] => {
  const origins = text.split(/[\s,]+/).filter((origin) => origin !== "");
  return origins.length === 0 ? undefined : { origins: readOrigins(origins, "WINDOWPANE_CORS_ORIGINS") };
};

/** The binding returns no delay. Its count covers one minute, so a caller can retry after half of it. */
const readRateLimit = ({ RATE_LIMIT: limiter }: Env): AppOptions["rateLimit"] =>
  limiter === undefined
    ? undefined
    : async ({ id }) => {
        const { success } = await limiter.limit({ key: id });
        return success ? { allowed: true } : { allowed: false, retryAfter: 30_000 };
      };

const variablesOf = (env: Env): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
