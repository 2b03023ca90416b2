import { operations, ServiceError, untilAborted, type OperationName, type Transport } from "@windowpane/core";
import {
  createEndpoint,
  createGateway,
  isSignatureError,
  type EndpointOptions,
  type RequestToAuthorize,
} from "@windowpane/endpoint";
import type { Context } from "hono";
import type { Caller } from "../auth/authenticator.ts";
import { isKeysUnavailable } from "../auth/access-keys.ts";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { DeadlineError, startDeadline } from "../limits/deadline.ts";
import type { AppContext } from "./app-context.ts";
import { handOver } from "./handover.ts";
import { withSentPath } from "./with-sent-path.ts";
import { unreadRequest } from "./unread-request.ts";
import { loggedError, type AppEnvironment, type RequestRecord } from "./log.ts";

/** Creates the handler of AWS's protocol: `@windowpane/endpoint` with authentication, a deadline and a log. */
export const serveSsm =
  (appContext: AppContext) =>
  async (context: Context<AppEnvironment>): Promise<Response> => {
    const { limits, limitName, options, reader } = appContext;
    const { raw } = context.req;
    const request = raw.bodyUsed ? await unreadRequest(context) : raw;
    const record = context.get("windowpaneRecord");
    record.api = "ssm";
    record.route = "/";
    const { account, sleep } = options;
    const deadline = startDeadline({
      milliseconds: limits.timeoutMs,
      limitName: limitName("timeoutMs"),
      sleep,
      client: request.signal,
    });
    let caller: Caller | undefined;
    const authorize = authorizeFor(appContext, record);
    const endpointOptions: EndpointOptions = {
      bodyLimit: limits.bodyBytes,
      requestId: () => record.requestId,
      authorize: async (requestToAuthorize) => {
        caller = await authorize(requestToAuthorize);
      },
      onFailure: ({ error }) => {
        record.error = loggedError(error);
      },
    };
    const { signal } = deadline;
    const endpoint =
      account === undefined
        ? createEndpoint(withSignal(reader.all.transport, signal), endpointOptions)
        : createGateway(async ({ body }) => {
            if (caller === undefined) throw new Error("A request was not authorized.");
            return handOver(account, request, { record, caller, body, signal });
          }, endpointOptions);
    try {
      // Covers a body that never arrives and a transport that ignores its signal, too.
      const response = await untilAborted(endpoint(request), deadline.signal);
      if (response.status >= 400 && record.isHandedOver !== true)
        record.problem = await errorCodeOf(response);
      return response;
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: 499 });
      record.isHandedOver = false;
      record.error = loggedError(error);
      const isTimeout = error instanceof DeadlineError;
      record.problem = isTimeout ? "ServiceUnavailableException" : "InternalServerError";
      return serverFault(record.requestId, isTimeout ? 503 : 500, record.problem);
    } finally {
      deadline.stop();
    }
  };

/** Checks identity, rate and role, in AWS's order and with AWS's error codes and messages. */
const authorizeFor =
  ({ admission }: AppContext, record: RequestRecord) =>
  async ({ request, body, operation }: RequestToAuthorize): Promise<Caller> => {
    record.operation = operation;
    const { identify } = withSentPath(admission, record.base);
    const caller = await identify(request, body).catch((error: unknown) => {
      throw asServiceError(error, operation);
    });
    if (caller === undefined) {
      throw new ServiceError(operation, {
        code: "MissingAuthenticationTokenException",
        message: "Missing Authentication Token",
        status: 400,
      });
    }
    record.caller = caller.id;
    const { allowed, retryAfter } = await admission.rate(caller);
    if (!allowed) {
      throw new ServiceError(operation, {
        code: "ThrottlingException",
        message: "Rate exceeded",
        status: 400,
        retryAfter,
      });
    }
    if (caller.roles.has(operations[operation].effect === "write" ? "cancel" : "read")) return caller;
    throw new ServiceError(operation, {
      code: "AccessDeniedException",
      message: `User: ${caller.id} is not authorized to perform: ssm:${operation} on resource: * because no identity-based policy allows the ssm:${operation} action`,
      status: 400,
    });
  };

const asServiceError = (error: unknown, operation: OperationName): unknown => {
  if (isKeysUnavailable(error)) {
    return new ServiceError(operation, {
      code: "ServiceUnavailableException",
      message: error.message,
      status: 503,
      retryAfter: error.retryAfter,
      cause: error,
    });
  }
  if (!isAuthenticationError(error)) return error;
  // The endpoint handles its own signature errors: it sends the server's time to a client with a skewed clock.
  if (isSignatureError(error.cause)) return error.cause;
  return new ServiceError(operation, { code: error.code, message: error.message, status: 400 });
};

/** Adds a signal to every request of a transport, because the signal of a `Request` cannot be changed. */
const withSignal = (transport: Transport, signal: AbortSignal): Transport => ({
  name: transport.name,
  send: (operation, input) => transport.send(operation, input, { signal }),
});

/** Builds an AWS JSON 1.1 error for failures outside the endpoint. */
const serverFault = (requestId: string, status: number, code: string): Response =>
  new Response(JSON.stringify({ __type: code, message: "An error occurred on the server side." }), {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
  });

/** Returns AWS's error code from the body, if there is one. */
const errorCodeOf = async (response: Response): Promise<string | undefined> => {
  try {
    const body: unknown = await response.clone().json();
    const code: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "__type") : undefined;
    return typeof code === "string" ? code : undefined;
  } catch {
    // AWS sends some errors as XML.
    return undefined;
  }
};
