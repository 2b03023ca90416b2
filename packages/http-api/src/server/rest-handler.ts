import { createClient, untilAborted, type FinalJudge, type Transport } from "@windowpane/core";
import { readBody } from "@windowpane/endpoint";
import type { Context } from "hono";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { sentRequest } from "../links/own-url.ts";
import { startDeadline } from "../limits/deadline.ts";
import { withBudget } from "../limits/with-budget.ts";
import { readParameters, readQuery } from "../parameters/read-parameters.ts";
import { ProblemError, type Problem } from "../problem/problem-error.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemResponse } from "../problem/problem-response.ts";
import { problems } from "../problem/problems.ts";
import { negotiate } from "../response/negotiate.ts";
import { respond } from "../response/respond.ts";
import type { Route } from "../route/route.ts";
import { admit } from "./admission.ts";
import type { AppContext } from "./app-context.ts";
import { handOver } from "./handover.ts";
import { loggedError, type AppEnvironment } from "./log.ts";

/** Creates the handler of a route. The steps that all routes share happen here, in this order. */
export const serveRoute =
  (route: Route, appContext: AppContext) =>
  async (context: Context<AppEnvironment>): Promise<Response> => {
    const { options, limits, limitName, admission, scanSlots, final } = appContext;
    const { transport, account, now, sleep, isReady = async () => true } = options;
    const request = context.req.raw;
    const record = context.get("windowpaneRecord");
    record.api = route.role === undefined ? "public" : "rest";
    record.route = route.path;
    const deadline = startDeadline({
      milliseconds: limits.timeoutMs,
      limitName: limitName("timeoutMs"),
      sleep,
      client: request.signal,
    });
    let freeSlot = (): void => {};
    const end = (): void => {
      deadline.stop();
      freeSlot();
      record.end();
    };

    const work = async (): Promise<Response> => {
      checkUrl(request.url);
      const body = await bodyOf(route, request, limits.bodyBytes, limitName("bodyBytes"));
      const sent = sentRequest(record.base, request);
      const caller = route.role === undefined ? undefined : await admit(admission, sent, body, route.role);
      if (caller !== undefined) record.caller = caller.id;
      if (caller !== undefined && account !== undefined) {
        const { signal } = deadline;
        const response = await handOver(account, request, { record, caller, body, signal });
        end();
        return response;
      }
      const url = new URL(request.url);
      const isNamed = route.formatParameter !== undefined && url.searchParams.has(route.formatParameter);
      const media = negotiate(
        isNamed ? undefined : (request.headers.get("accept") ?? undefined),
        route.formats.map((format) => format.media),
      );
      const values = readParameters(
        { path: route.pathParameters, query: route.queryParameters },
        { path: context.req.param(), query: readQuery(url) },
        { now: now(), patches: options.patches },
      );
      const isScan = route.formats.some((format) => format.media === media && format.scans === true);
      // Authentication can take longer than the client waits; nothing would free a slot that is taken after `end`.
      if (deadline.signal.aborted) throw deadline.signal.reason as Error;
      if (isScan) freeSlot = scanSlots.take(caller?.id ?? "");
      const response = await route.handle({
        ...values,
        media,
        body: body ?? new Uint8Array(),
        headers: request.headers,
        requestId: record.requestId,
        base: record.base,
        signal: deadline.signal,
        now: now(),
        limits,
        client: (budget) => createClient(withBudget(judgedBy(final, transport), budget, limitName)),
        final,
        sleep,
        clock: now,
        isReady,
      });
      if (response.kind === "streamed") record.streams = true;
      return respond(response, {
        request,
        url,
        base: record.base,
        onChunk: deadline.restart,
        onEnd: (isStream) => {
          // Stops the work for a client that has disconnected.
          if (isStream) deadline.abort(new DOMException("The stream has ended.", "AbortError"));
          end();
        },
      });
    };

    try {
      return await untilAborted(work(), deadline.signal);
    } catch (error) {
      end();
      // The client has disconnected; nginx logs this case as 499, too.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return refuse(withChallenge(error, admission.challenge), error, context);
    }
  };

/** Passes every response to a judge. */
const judgedBy = (judge: FinalJudge, transport: Transport): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const judgeResponse = judge.request(operation, input);
    const response = await transport.send(operation, input, options);
    judgeResponse(response);
    return response;
  },
});

/** Responds with a problem, and records it for the log. */
export const refuse = (problem: Problem, error: unknown, context: Context<AppEnvironment>): Response => {
  const record = context.get("windowpaneRecord");
  record.problem = problem.problem;
  record.isHandedOver = false;
  if (problems[problem.problem].status >= 500) record.error = loggedError(error);
  return problemResponse(problem, record);
};

const withChallenge = (error: unknown, challenge: string): Problem => {
  const problem = problemOf(error);
  return isAuthenticationError(error) && challenge !== ""
    ? { ...problem, headers: { "www-authenticate": challenge } }
    : problem;
};

const bodyOf = async (
  route: Route,
  request: Request,
  limit: number,
  limitName: string,
): Promise<Uint8Array | undefined> => {
  if (route.body === undefined) return undefined;
  const body = await readBody(request, limit);
  if (body !== undefined) return body.bytes;
  throw new ProblemError("body-too-large", {
    detail: `The body has more than ${limit} bytes. Send a smaller one, or ask the server's operator to raise ${limitName}.`,
  });
};

const MAX_URL_LENGTH = 8192;

/** @throws ProblemError if a URL is too long, or contains something that cannot be decoded. */
export const checkUrl = (url: string): void => {
  if (url.length > MAX_URL_LENGTH) {
    throw new ProblemError("url-too-long", {
      detail: `The URL has ${url.length} characters; the maximum is ${MAX_URL_LENGTH}.`,
    });
  }
  try {
    decodeURIComponent(url);
  } catch {
    throw new ProblemError("malformed-url", {
      detail: "The URL has a percent sign without two hexadecimal digits, or bytes that are not UTF-8.",
    });
  }
};
