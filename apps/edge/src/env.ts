/** What a deployment says to the Worker: variables and secrets by name, and the bindings of `wrangler.jsonc`. */
import { accessFrom, EnvironmentError, type AppOptions } from "@windowpane/http-api";

/** The bindings of the Worker. What each variable means stands in README.md. */
export interface Env {
  readonly WINDOWPANE_SOURCE?: string;
  readonly WINDOWPANE_OPEN?: string;
  readonly WINDOWPANE_TOKENS?: string;
  readonly WINDOWPANE_SIGNING_KEYS?: string;
  readonly WINDOWPANE_ACCESS_TEAM?: string;
  readonly WINDOWPANE_ACCESS_AUDIENCE?: string;
  readonly WINDOWPANE_ACCESS_ROLES?: string;
  readonly WINDOWPANE_CORS_ORIGINS?: string;
  readonly WINDOWPANE_REQUESTS_PER_WALK?: string;
  readonly AWS_REGION?: string;
  readonly AWS_ACCESS_KEY_ID?: string;
  readonly AWS_SECRET_ACCESS_KEY?: string;
  readonly AWS_SESSION_TOKEN?: string;
  /** Cloudflare's rate limiter. */
  readonly RATE_LIMIT?: RateLimiter;
}

/** Cloudflare's binding, as far as it is used. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** What the environment decides about the app. */
export interface Settings {
  /** What stands behind the app. */
  readonly source: SourceSettings;
  /** Who may call, and how much of what. */
  readonly app: Pick<AppOptions, "access" | "open" | "limits" | "rateLimit" | "cors">;
}

/** What stands behind the app: a made-up account, or AWS with static keys. */
export type SourceSettings =
  | { readonly kind: "demo"; readonly scenario: string | undefined }
  | { readonly kind: "aws"; readonly region: string; readonly credentials: Credentials };

/** Static keys. Roles are not assumed here: give the keys of a user that may do nothing but read Systems Manager. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Reads the environment.
 *
 * @throws EnvironmentError when it makes no sense, or lets nobody in, or everybody to a real account.
 */
export const readEnv = (env: Env, now: () => Date): Settings => {
  const source = readSource(env);
  const { access, open } = accessFrom(variablesOf(env), {
    isMadeUp: source.kind === "demo",
    isOpen: isTrue("WINDOWPANE_OPEN", env.WINDOWPANE_OPEN),
    howToOpen: "WINDOWPANE_OPEN=true",
    now,
  });
  return {
    source,
    app: {
      access,
      open,
      limits: { ...freePlan, ...readWalk(env) },
      rateLimit: readRateLimit(env),
      cors: readCors(env),
    },
  };
};

/**
 * A free Worker may send 50 requests. With two tries each (see `source.ts`), and one for the keys of Cloudflare Access,
 * this many fit.
 */
const freePlan = { requestsPerWalk: 24, requestsPerPage: 24 } as const;

const readSource = (env: Env): SourceSettings => {
  const [, kind = "", scenario] = /^([^:]*)(?::(.*))?$/s.exec(env.WINDOWPANE_SOURCE ?? "") ?? [];
  if (kind === "demo") return { kind, scenario };
  if (kind !== "aws" || scenario !== undefined) {
    throw new EnvironmentError(
      `WINDOWPANE_SOURCE cannot be "${env.WINDOWPANE_SOURCE ?? ""}".`,
      "Set it to demo, demo:SCENARIO or aws.",
    );
  }
  const region = required(env, "AWS_REGION");
  // It becomes a part of the host that requests are signed for and sent to.
  if (!/^[a-z0-9-]+$/.test(region)) {
    throw new EnvironmentError(`AWS_REGION cannot be "${region}".`, "Set it to one such as eu-central-1.");
  }
  const credentials = {
    accessKeyId: required(env, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: required(env, "AWS_SECRET_ACCESS_KEY"),
    ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
  };
  return { kind, region, credentials };
};

const required = (env: Env, name: "AWS_REGION" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY"): string => {
  const value = env[name] ?? "";
  if (value !== "") return value;
  throw new EnvironmentError(
    `WINDOWPANE_SOURCE is aws, but ${name} is not set.`,
    `Run \`npx wrangler secret put ${name}\`.`,
  );
};

const isTrue = (name: string, value = ""): boolean => {
  if (value === "true") return true;
  if (value === "" || value === "false") return false;
  throw new EnvironmentError(`${name} cannot be "${value}".`, "Set it to true or false.");
};

const readWalk = ({
  WINDOWPANE_REQUESTS_PER_WALK: text = "",
}: Env): { readonly requestsPerWalk?: number } => {
  if (text === "") return {};
  if (/^[1-9]\d{0,4}$/.test(text)) return { requestsPerWalk: Number(text) };
  throw new EnvironmentError(
    `WINDOWPANE_REQUESTS_PER_WALK cannot be "${text}".`,
    "Set it to a whole number; what a plan allows, divided by two.",
  );
};

const readCors = ({ WINDOWPANE_CORS_ORIGINS: text = "" }: Env): AppOptions["cors"] => {
  const origins = text.split(/[\s,]+/).filter((origin) => origin !== "");
  const wrong = origins.find((origin) => !/^https?:\/\/[^/*]+$/.test(origin));
  if (wrong !== undefined) {
    throw new EnvironmentError(
      `WINDOWPANE_CORS_ORIGINS cannot name "${wrong}".`,
      "Give whole origins such as https://example.com, without a path or a star.",
    );
  }
  return origins.length === 0 ? undefined : { origins };
};

/** The binding says no more than yes or no; by half a minute its count of a minute has room again. */
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
