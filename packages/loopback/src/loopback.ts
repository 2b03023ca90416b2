import { createEndpoint, isSignatureError, type Endpoint } from "@windowpane/endpoint";
import { empty, mockTransport } from "@windowpane/transport-mock";
import { jsonError, regionsOf, type LoopbackCall, type LoopbackState } from "./call.ts";
import { createKeys, type LoopbackCredentials } from "./keys.ts";
import { respondAccount, respondOrganizations } from "./organizations.ts";
import type { LoopbackFaults, LoopbackOptions } from "./organization.ts";
import { respondSts, stsError } from "./sts.ts";

/** The AWS services of an organization. */
export interface Loopback {
  /** Responds to a request of STS, Organizations, Account Management or Systems Manager, by the service in its signature. */
  readonly fetch: Endpoint;
  /** Credentials of a user in an account. Default: of the management account. */
  credentials(account?: string, expiration?: Date): LoopbackCredentials;
  /** Number of requests by service and operation, such as `sts:AssumeRole`; those of Systems Manager as `ssm`. */
  readonly requests: ReadonlyMap<string, number>;
  /** Number of requests that Systems Manager throttled. */
  readonly throttled: number;
  /** Can be changed at any time. */
  readonly faults: LoopbackFaults;
}

/**
 * Creates the AWS services of an organization: STS with roles, external IDs and MFA, Organizations, Account Management, and Systems
 * Manager for each account and region, with latency, rate limits and faults. Requests need a valid signature.
 */
export const createLoopback = (options: LoopbackOptions): Loopback => {
  const { now, verify = true, latency = 0, rate, ssm = emptyAccount } = options;
  const keys = createKeys(now);
  const faults: LoopbackFaults = { ...options.faults };
  const management = options.management ?? options.accounts[0]?.id ?? "000000000000";
  const accounts = new Map(options.accounts.map((account) => [account.id, account]));
  const state: LoopbackState = { options, faults, keys, now, accounts, management };
  const requests = new Map<string, number>();
  const endpoints = new Map<string, { readonly endpoint: Endpoint; readonly take: () => boolean }>();
  let throttled = 0;

  const count = (name: string): void => void requests.set(name, (requests.get(name) ?? 0) + 1);

  const respondSsm = async ({ key, region, request, body }: LoopbackCall): Promise<Response> => {
    const { account } = key;
    const isExpired =
      faults.expiredAccounts?.includes(account) === true ||
      (key.expiration !== undefined && key.expiration <= now());
    if (isExpired)
      return jsonError(400, "ExpiredTokenException", "The security token included in the request is expired");
    if (!regionsOf(state, account).includes(region)) {
      return jsonError(
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
      );
    }
    const place = `${account} ${region}`;
    const known = endpoints.get(place) ?? {
      endpoint: createEndpoint(ssm(account, region)),
      take: bucket(rate, now),
    };
    endpoints.set(place, known);
    if (latency > 0) await new Promise((resolve) => void setTimeout(resolve, latency));
    if (!known.take()) {
      throttled += 1;
      return jsonError(400, "ThrottlingException", "Rate exceeded");
    }
    const operation = (request.headers.get("x-amz-target") ?? "").split(".").at(-1) ?? "";
    if (accounts.get(account)?.denied?.includes(`ssm:${operation}`) === true) {
      return jsonError(
        400,
        "AccessDeniedException",
        `User: ${key.arn} is not authorized to perform: ssm:${operation} because no identity-based policy allows the ssm:${operation} action`,
      );
    }
    return known.endpoint(
      new Request(request.url, { method: request.method, headers: request.headers, body }),
    );
  };

  return {
    faults,
    requests,
    get throttled() {
      return throttled;
    },
    credentials: (account = management, expiration) => {
      const { accessKeyId, secretAccessKey } = keys.issue({
        account,
        arn: `arn:aws:iam::${account}:user/windowpane`,
        isSession: false,
        ...(expiration === undefined ? {} : { expiration }),
      });
      return { accessKeyId, secretAccessKey, ...(expiration === undefined ? {} : { expiration }) };
    },
    fetch: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      const [, accessKeyId = "", region = "", service = ""] =
        /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/u.exec(
          request.headers.get("authorization") ?? "",
        ) ?? [];
      if (faults.silentRegions?.includes(region) === true) return new Promise(() => {});
      const refuse = service === "sts" ? stsError : jsonError;
      const key = keys.find(accessKeyId);
      if (key === undefined) {
        return refuse(
          service === "sts" ? 403 : 400,
          service === "sts" ? "InvalidClientTokenId" : "UnrecognizedClientException",
          "The security token included in the request is invalid.",
        );
      }
      try {
        if (verify) await key.check(service)({ request, body });
      } catch (error) {
        if (!isSignatureError(error)) throw error;
        return refuse(403, error.code, error.message);
      }
      const call: LoopbackCall = { request, body, region, key };
      switch (service) {
        case "sts":
          count(`sts:${new URLSearchParams(new TextDecoder().decode(body)).get("Action") ?? ""}`);
          return respondSts(call, state);
        case "organizations":
          count(`organizations:${(request.headers.get("x-amz-target") ?? "").split(".").at(-1) ?? ""}`);
          return respondOrganizations(call, state);
        case "account":
          count("account:ListRegions");
          return respondAccount(call, state);
        case "ssm":
          count("ssm");
          return respondSsm(call);
        default:
          return jsonError(400, "UnknownOperationException", `There is no service ${service}.`);
      }
    },
  };
};

const emptyAccount = () => mockTransport({ scenario: empty });

/** A token bucket that holds the requests of one second. */
const bucket = (rate: number | undefined, now: () => Date): (() => boolean) => {
  if (rate === undefined) return () => true;
  let tokens = rate;
  let filledAt = now().getTime();
  return () => {
    const at = now().getTime();
    tokens = Math.min(rate, tokens + (Math.max(0, at - filledAt) * rate) / 1000);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
