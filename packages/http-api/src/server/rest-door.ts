import { createClient, untilAborted, type FinalJudge, type Transport } from "@windowpane/core";
import { readBody } from "@windowpane/endpoint";
import type { Context } from "hono";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { negotiate } from "../answer/negotiate.ts";
import { respond } from "../answer/respond.ts";
import { startDeadline } from "../limits/deadline.ts";
import { withBudget } from "../limits/with-budget.ts";
import { readParameters, readQuery } from "../parameters/read-parameters.ts";
import { ProblemError, type Problem } from "../problem/problem-error.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemResponse } from "../problem/problem-response.ts";
import { problems } from "../problem/problems.ts";
import type { Route } from "../route.ts";
import { admit } from "./admission.ts";
import type { Parts } from "./parts.ts";
import { loggedError, type AppEnvironment } from "./record.ts";

/** Answers requests to one route: everything that all routes have in common happens here, in this order. */
export const serveRoute =
  (row: Route, parts: Parts) =>
  async (context: Context<AppEnvironment>): Promise<Response> => {
    const { options, limits, admission, walks, final } = parts;
    const { transport, now, sleep, isReady = async () => true } = options;
    const request = context.req.raw;
    const record = context.get("record");
    record.door = row.role === undefined ? "open" : "rest";
    record.route = row.path;
    const deadline = startDeadline({ milliseconds: limits.timeoutMs, sleep, client: request.signal });
    let release = (): void => {};
    const end = (): void => {
      deadline.stop();
      release();
      record.end();
    };

    const work = async (): Promise<Response> => {
      checkAddress(request.url);
      const body = await bodyOf(row, request, limits.bodyBytes);
      const caller = row.role === undefined ? undefined : await admit(admission, request, body, row.role);
      if (caller !== undefined) record.caller = caller.id;
      const url = new URL(request.url);
      const isNamed = row.formParameter !== undefined && url.searchParams.has(row.formParameter);
      const media = negotiate(
        isNamed ? undefined : (request.headers.get("accept") ?? undefined),
        row.forms.map((form) => form.media),
      );
      const values = readParameters(
        { path: row.pathParameters, query: row.queryParameters },
        { path: context.req.param(), query: readQuery(url) },
        { now: now() },
      );
      const isWalk = row.forms.some((form) => form.media === media && form.walks === true);
      if (isWalk) release = walks.begin(caller?.id ?? "");
      const answer = await row.answer({
        ...values,
        media,
        body: body ?? new Uint8Array(),
        headers: request.headers,
        requestId: record.requestId,
        signal: deadline.signal,
        now: now(),
        limits,
        client: (budget) => createClient(withBudget(seenBy(final, transport), budget)),
        final,
        sleep,
        clock: now,
        isReady,
      });
      if (answer.kind === "streamed") record.streams = true;
      return respond(answer, {
        request,
        url,
        onPiece: deadline.restart,
        onEnd: (streamed) => {
          // What still runs for a reader who has left must end too.
          if (streamed) deadline.abort(new DOMException("The stream has ended.", "AbortError"));
          end();
        },
      });
    };

    try {
      return await untilAborted(work(), deadline.signal);
    } catch (error) {
      end();
      // Nobody reads it any more; the number is what nginx logs for a client that has gone.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return refuse(withChallenge(error, admission.challenge), error, context);
    }
  };

/** Shows a judge every response. */
const seenBy = (judge: FinalJudge, transport: Transport): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const judgeResponse = judge.request(operation, input);
    const response = await transport.send(operation, input, options);
    judgeResponse(response);
    return response;
  },
});

/** The answer to a request that ends with a problem, which is noted for the log. */
export const refuse = (problem: Problem, error: unknown, context: Context<AppEnvironment>): Response => {
  const record = context.get("record");
  record.problem = problem.problem;
  if (problems[problem.problem].status >= 500) record.error = loggedError(error);
  return problemResponse(problem, record.requestId);
};

const withChallenge = (error: unknown, challenge: string): Problem => {
  const problem = problemOf(error);
  return isAuthenticationError(error) && challenge !== ""
    ? { ...problem, headers: { "www-authenticate": challenge } }
    : problem;
};

const bodyOf = async (row: Route, request: Request, limit: number): Promise<Uint8Array | undefined> => {
  if (row.body === undefined) return undefined;
  const body = await readBody(request, limit);
  if (body !== undefined) return body.bytes;
  throw new ProblemError("body-too-large", { detail: `The body has more than ${limit} bytes.` });
};

const LONGEST_ADDRESS = 8192;

const checkAddress = (address: string): void => {
  if (address.length > LONGEST_ADDRESS) {
    throw new ProblemError("address-too-long", {
      detail: `The address has ${address.length} characters; ${LONGEST_ADDRESS} is the most there may be.`,
    });
  }
  try {
    decodeURIComponent(address);
  } catch {
    throw new ProblemError("malformed-url", {
      detail: "A percent sign in it is not followed by two hexadecimal digits, or the bytes are no UTF-8.",
    });
  }
};
