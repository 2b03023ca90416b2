/** NextTokens of an archive's lists: a position as numbers, sealed with the request, so that a token of another list is rejected. */
import type { PagedName, ServiceError } from "@windowpane/core";
import { listError } from "@windowpane/transport-snapshot";
import { hashOf } from "../documents/hash.ts";

/** The part of a request that a token depends on, besides its IDs and filters. */
export interface ListRequest {
  readonly operation: PagedName;
  readonly input: object;
}

/** Writes a position. */
export const tokenOfPosition = (request: ListRequest, position: readonly number[]): string => {
  const text = position.map((number) => number.toString(36)).join(".");
  return `${text}.${sealOf(request, text)}`;
};

/**
 * Reads a position. Undefined for the start of the list.
 *
 * @throws ServiceError for a token of another request.
 */
export const positionOfToken = (request: ListRequest, numbers: number): readonly number[] | undefined => {
  const token: unknown = Reflect.get(request.input, "NextToken");
  if (typeof token !== "string" || token === "") return undefined;
  const parts = token.split(".");
  const text = parts.slice(0, -1).join(".");
  const position = parts.slice(0, -1).map((part) => Number.parseInt(part, 36));
  if (
    position.length === numbers &&
    position.every(Number.isSafeInteger) &&
    token === `${text}.${sealOf(request, text)}`
  )
    return position;
  throw invalidToken(request.operation);
};

/** The error of a token that is not one of the list. */
export const invalidToken = (operation: PagedName): ServiceError =>
  listError(operation, "InvalidNextToken", "The token is not valid for this list of the archive.");

const sealOf = ({ operation, input }: ListRequest, position: string): string => {
  const members = Object.entries(input)
    .filter(([name, value]) => name !== "NextToken" && name !== "MaxResults" && value !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return hashOf(JSON.stringify([operation, members, position])).toString(36);
};
