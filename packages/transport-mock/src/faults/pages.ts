/** Faults in the pages of a list. */
import { isPaged, operations } from "@windowpane/core";
import { documentedError } from "../request/context.ts";
import { END } from "../request/page.ts";
import type {
  EmptyPageFault,
  ExpiredTokenFault,
  RepeatedTokenFault,
  TrailingEmptyPageFault,
} from "./fault.ts";
import { hitsOf, type FaultLayer, type MockRequest, type FaultTools } from "./layer.ts";

/** Returns an empty page before the requested one. Errors are unchanged. */
export const emptyPage = (fault: EmptyPageFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const response = await next(request);
    const { operation, token = "", tokens } = request;
    if (!isPaged(operation) || !hits(request)) return response;
    const { position, turn } = tokens.read(token) ?? { position: 0, turn: 0 };
    // A different token for the same position: the same one would be the fault repeated-token.
    const NextToken = tokens.make(position, turn + 1);
    return { ...response, [operations[operation].items]: [], NextToken };
  };
};

/** Adds an empty page after the last one, as AWS's parameter lists are known to do. */
export const trailingEmptyPage = (fault: TrailingEmptyPageFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const response = await next(request);
    const { operation, tokens } = request;
    if (!isPaged(operation) || "NextToken" in response) return response;
    const items: unknown = Reflect.get(response, operations[operation].items);
    if (!Array.isArray(items) || items.length === 0 || !hits(request)) return response;
    return { ...response, NextToken: tokens.make(END) };
  };
};

/** Returns the page with the token of the request. */
export const repeatedToken = (fault: RepeatedTokenFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const response = await next(request);
    return hasToken(request) && hits(request) ? { ...response, NextToken: request.token } : response;
  };
};

/** Rejects a valid token. The service's error for an expired one is unverified. */
export const expiredToken = (fault: ExpiredTokenFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    if (hasToken(request) && hits(request)) {
      throw documentedError("InvalidNextToken", "The specified token has expired.", request);
    }
    return next(request);
  };
};

const hasToken = ({ token }: MockRequest): boolean => token !== undefined && token !== "";
