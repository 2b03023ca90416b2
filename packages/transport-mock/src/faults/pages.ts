/** What can be wrong with the pages of a list. */
import { isPaged, operations } from "@windowpane/core";
import { refuseAs } from "../request/context.ts";
import { END } from "../request/page.ts";
import type {
  EmptyPageFault,
  ExpiredTokenFault,
  RepeatedTokenFault,
  TrailingEmptyPageFault,
} from "./fault.ts";
import { hitsOf, type FaultLayer, type MockRequest, type FaultTools } from "./layer.ts";

/** Puts an empty page before the one that was asked for. A refusal stays one. */
export const emptyPage = (fault: EmptyPageFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const answer = await next(request);
    const { operation, token = "", tokens } = request;
    if (!isPaged(operation) || !hits(request)) return answer;
    const { position, turn } = tokens.read(token) ?? { position: 0, turn: 0 };
    // Another token for the same place: the same one again would be another fault.
    const NextToken = tokens.make(position, turn + 1);
    return { ...answer, [operations[operation].items]: [], NextToken };
  };
};

/** Puts an empty page behind the last one, as AWS's list of parameters is known to do. */
export const trailingEmptyPage = (fault: TrailingEmptyPageFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const answer = await next(request);
    const { operation, tokens } = request;
    if (!isPaged(operation) || "NextToken" in answer) return answer;
    const items: unknown = Reflect.get(answer, operations[operation].items);
    if (!Array.isArray(items) || items.length === 0 || !hits(request)) return answer;
    return { ...answer, NextToken: tokens.make(END) };
  };
};

/** Answers the page, but with the token that it was asked with. */
export const repeatedToken = (fault: RepeatedTokenFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const answer = await next(request);
    return hasToken(request) && hits(request) ? { ...answer, NextToken: request.token } : answer;
  };
};

/** Refuses a token that was good. Which error the service has for an old one is unverified. */
export const expiredToken = (fault: ExpiredTokenFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    if (hasToken(request) && hits(request)) {
      throw refuseAs("InvalidNextToken", "The specified token has expired.", request);
    }
    return next(request);
  };
};

const hasToken = ({ token }: MockRequest): boolean => token !== undefined && token !== "";
