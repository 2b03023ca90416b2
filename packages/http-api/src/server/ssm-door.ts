import { operations, ServiceError, untilAborted, type OperationName, type Transport } from "@windowpane/core";
import { createEndpoint, isSignatureError, type AuthorizeRequest } from "@windowpane/endpoint";
import type { Context } from "hono";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { DeadlineError, startDeadline } from "../limits/deadline.ts";
import type { Parts } from "./parts.ts";
import { loggedError, type AppEnvironment, type RequestRecord } from "./record.ts";

/** Answers as Systems Manager would, to whoever may ask: `@windowpane/endpoint` with a doorkeeper, a clock and a log. */
export const serveSsm =
  (parts: Parts) =>
  async (context: Context<AppEnvironment>): Promise<Response> => {
    const { limits, options } = parts;
    const request = context.req.raw;
    const record = context.get("record");
    record.door = "ssm";
    record.route = "/";
    const { sleep } = options;
    const deadline = startDeadline({ milliseconds: limits.timeoutMs, sleep, client: request.signal });
    const endpoint = createEndpoint(endingWith(options.transport, deadline.signal), {
      bodyLimit: limits.bodyBytes,
      requestId: () => record.requestId,
      authorize: doorkeeper(parts, record),
      onFailure: ({ error }) => {
        record.error = loggedError(error);
      },
    });
    try {
      // Also where it is the body that does not come, or a transport that does not listen to its signal.
      const response = await untilAborted(endpoint(request), deadline.signal);
      if (response.status >= 400) record.problem = await codeIn(response);
      return response;
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: 499 });
      record.error = loggedError(error);
      const isLate = error instanceof DeadlineError;
      record.problem = isLate ? "ServiceUnavailableException" : "InternalServerError";
      return serverFault(record.requestId, isLate ? 503 : 500, record.problem);
    } finally {
      deadline.stop();
    }
  };

/** In AWS's order and AWS's words: who asks, how often, and whether they may. */
const doorkeeper =
  ({ admission }: Parts, record: RequestRecord): AuthorizeRequest =>
  async ({ request, body, operation }) => {
    record.operation = operation;
    const caller = await admission.identify(request, body).catch((error: unknown) => {
      throw inAwsWords(error, operation);
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
    if (caller.roles.has(operations[operation].effect === "write" ? "cancel" : "read")) return;
    throw new ServiceError(operation, {
      code: "AccessDeniedException",
      message: `User: ${caller.id} is not authorized to perform: ssm:${operation} on resource: * because no identity-based policy allows the ssm:${operation} action`,
      status: 400,
    });
  };

const inAwsWords = (error: unknown, operation: OperationName): unknown => {
  if (!isAuthenticationError(error)) return error;
  // The endpoint knows more of it than its words: a clock that is wrong is told the right time.
  if (isSignatureError(error.cause)) return error.cause;
  return new ServiceError(operation, { code: error.code, message: error.message, status: 400 });
};

/** The transport, with the end of one request: a Request carries a signal of its own, which cannot be changed. */
const endingWith = (transport: Transport, signal: AbortSignal): Transport => ({
  name: transport.name,
  send: (operation, input) => transport.send(operation, input, { signal }),
});

/** A fault of ours in the form of AWS's JSON 1.1, for what happens outside the endpoint. */
const serverFault = (requestId: string, status: number, code: string): Response =>
  new Response(JSON.stringify({ __type: code, message: "An error occurred on the server side." }), {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
  });

/** AWS's code in an error's body; undefined where there is none. */
const codeIn = async (response: Response): Promise<string | undefined> => {
  try {
    const body: unknown = await response.clone().json();
    const code: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "__type") : undefined;
    return typeof code === "string" ? code : undefined;
  } catch {
    // AWS refuses some requests in XML.
    return undefined;
  }
};
