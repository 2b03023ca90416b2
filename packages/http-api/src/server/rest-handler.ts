import { createClient, untilAborted, type Transport } from "@windowpane/core";
import { readBody } from "@windowpane/endpoint";
import type { Context } from "hono";
import type { Caller } from "../auth/authenticator.ts";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { startDeadline } from "../limits/deadline.ts";
import type { Viewer } from "../reader/shared-work.ts";
import { withBudget } from "../limits/with-budget.ts";
import { readSelection } from "../fleet/read-selection.ts";
import { readParameters, readQuery } from "../parameters/read-parameters.ts";
import { ProblemError, type Problem } from "../problem/problem-error.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemResponse } from "../problem/problem-response.ts";
import { problems } from "../problem/problems.ts";
import { negotiate } from "../response/negotiate.ts";
import { respond } from "../response/respond.ts";
import type { RouteResponse } from "../route/route-response.ts";
import type { ResponseFormat, Route } from "../route/route.ts";
import { admit } from "./admission.ts";
import type { AppContext } from "./app-context.ts";
import { handOver } from "./handover.ts";
import { withSentPath } from "./with-sent-path.ts";
import { unreadRequest } from "./unread-request.ts";
import { loggedError, type AppEnvironment } from "./log.ts";

/** Creates the handler of a route. The steps that all routes share happen here, in this order. */
export const serveRoute =
  (route: Route, appContext: AppContext) =>
  async (context: Context<AppEnvironment>): Promise<Response> => {
    const { options, limits, limitName, admission, reader } = appContext;
    const { account } = options;
    const { raw } = context.req;
    const request = raw.bodyUsed ? await unreadRequest(context) : raw;
    const record = context.get("windowpaneRecord");
    record.api = route.role === undefined ? "public" : "rest";
    record.route = route.path;
    const deadline = startDeadline({
      milliseconds: limits.timeoutMs,
      limitName: limitName("timeoutMs"),
      sleep: options.sleep,
      client: request.signal,
    });
    const end = (): void => {
      deadline.stop();
      record.end();
    };
    /** Whether something may belong to this request: a place, or a share of a followed execution. */
    let mayOwn = false;

    const work = async (): Promise<Response> => {
      checkUrl(request.url);
      const body = await bodyOf(route, request, limits.bodyBytes, limitName("bodyBytes"));
      const { role } = route;
      const onCaller = ({ id }: Caller): void => {
        record.caller = id;
      };
      const caller =
        role === undefined
          ? undefined
          : await admit(withSentPath(admission, record.base), request, body, { role, onCaller });
      // Authentication can take longer than the client waits.
      deadline.signal.throwIfAborted();
      if (caller !== undefined && account !== undefined) {
        const { signal } = deadline;
        const response = await handOver(account, request, { record, caller, body, signal });
        end();
        return response;
      }
      const url = new URL(request.url);
      const format = formatOf(route, request, url);
      const viewer: Viewer = { callerId: caller?.id ?? "", signal: deadline.signal };
      const respondWith = (response: RouteResponse): Promise<Response> => {
        record.streams = response.kind === "streamed" && request.method !== "HEAD";
        return respond(response, {
          request,
          url,
          base: record.base,
          signal: deadline.signal,
          onChunk: deadline.restart,
          onEnd: () => {
            // Ends everything that belongs to the stream: its place, its share of an execution, its requests.
            deadline.abort(OVER);
            end();
          },
        });
      };
      const isDocument = route.method === "GET" && route.role !== undefined && format.streams === undefined;
      const key = documentKey(url, format.media);
      const kept = isDocument ? reader.documents.kept(key) : undefined;
      if (kept !== undefined) return respondWith(kept);

      const values = readParameters(
        { path: route.pathParameters, query: route.queryParameters },
        { path: context.req.param(), query: readQuery(url) },
        { now: options.now(), patches: options.patches },
      );
      const { fleet } = options;
      const ofArchive = route.tag === "Trends";
      const selection = readSelection(values.query, { fleet, ofArchive });
      const source = selection === undefined || ofArchive ? reader.all : reader.within(selection);
      const handle = (signal: AbortSignal, transport: Transport): Promise<RouteResponse> =>
        route.handle({
          ...values,
          media: format.media,
          body: body ?? new Uint8Array(),
          headers: request.headers,
          requestId: record.requestId,
          base: record.base,
          signal,
          now: options.now(),
          limits,
          client: (budget) => createClient(withBudget(transport, budget, limitName)),
          follow: (id, patches) => reader.followers.follow(viewer, id, patches),
          final: reader.final,
          sleep: options.sleep,
          clock: options.now,
          isReady: options.isReady ?? (async () => true),
          fleet,
          selection,
          history: options.history,
          collect: options.collect,
        });
      if (isDocument) {
        const document = await reader.documents.get({
          key,
          viewer,
          isScan: format.scans === true,
          isSensitive: format.stored === false || Reflect.get(values.query, "includeSensitive") === true,
          compute: ({ signal, ...events }) => handle(signal, source.transportFor(events)),
        });
        return respondWith(document);
      }
      mayOwn = format.streams !== undefined;
      if (format.scans === true && format.streams === "own")
        reader.places.take(viewer.callerId, deadline.signal);
      return respondWith(await handle(deadline.signal, source.transport));
    };

    try {
      const response = await untilAborted(work(), deadline.signal);
      if (!record.streams) {
        if (mayOwn) deadline.abort(OVER);
        end();
      }
      return response;
    } catch (error) {
      // Ends what has begun, such as the place of a list whose first page could not be read.
      deadline.abort(error);
      end();
      // The client has disconnected; nginx logs this case as 499, too.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return refuse(withChallenge(error, admission.challenge), error, context);
    }
  };

/** Reason for which everything that belongs to a finished response is aborted. */
const OVER = new DOMException("The response has ended.", "AbortError");

/** The format that the client asks for. */
const formatOf = (route: Route, request: Request, url: URL): ResponseFormat => {
  const isNamed = route.formatParameter !== undefined && url.searchParams.has(route.formatParameter);
  const media = negotiate(
    isNamed ? undefined : (request.headers.get("accept") ?? undefined),
    route.formats.map((format) => format.media),
  );
  return route.formats.find((format) => format.media === media) ?? { media };
};

/** Identifies a document. The order of parameters does not matter. */
const documentKey = ({ pathname, search, searchParams }: URL, media: string): string => {
  if (!search.includes("&")) return `${media} ${pathname}${search}`;
  const sorted = new URLSearchParams(searchParams);
  sorted.sort();
  return `${media} ${pathname}?${sorted.toString()}`;
};

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
