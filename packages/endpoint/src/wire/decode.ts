/**
 * Decodes an HTTP request to an operation and its members. Checks in the order of AWS's JSON services: method and content type,
 * body, target, authorization, types. (Constraints are checked later.) The order and the messages are those of similar AWS
 * services and are not verified with SSM.
 */
import { isOperationName, shapeOf, type OperationName } from "@windowpane/core";
import { readBody } from "./body.ts";
import { readMembers } from "./members.ts";
import {
  plainJson,
  serialization,
  tooLong,
  undetermined,
  unknownContentType,
  unknownOperation,
} from "./rejections.ts";

/** A decoded request: known members with the correct types. */
export interface DecodedRequest {
  readonly operation: OperationName;
  readonly input: unknown;
  /** The bytes of the body. */
  readonly body: Uint8Array;
}

/** A request to authorize. Its members are not checked yet. */
export interface RequestToAuthorize {
  /** The request. Its body has been read. */
  readonly request: Request;
  /** The bytes of the body. */
  readonly body: Uint8Array;
  /** The operation. */
  readonly operation: OperationName;
}

/** Authorizes a request. Rejects with a SignatureError or a ServiceError (`AccessDeniedException`). */
export type AuthorizeRequest = (request: RequestToAuthorize) => Promise<unknown>;

/**
 * Decodes a request.
 *
 * @throws RejectedRequestError if AWS would reject the request before it checks the constraints.
 */
export const decode = async (
  request: Request,
  { bodyLimit, authorize }: { readonly bodyLimit: number; readonly authorize: AuthorizeRequest | undefined },
): Promise<DecodedRequest> => {
  const target = request.headers.get("x-amz-target") ?? "";
  const contentType = readContentType(request, target);
  const body = await readBody(request, bodyLimit);
  if (body === undefined) throw tooLong(bodyLimit);

  const { bytes, text } = body;
  const members = text === undefined ? undefined : parseObject(text);
  const operation = operationOf(target);
  // For an empty body, an unknown target is reported first.
  const isUnreadable = members === undefined && (text !== "" || operation !== undefined);
  if (contentType === "application/json") throw plainJson(isUnreadable);
  if (isUnreadable) throw serialization();
  if (operation === undefined) throw unknownOperation(target);
  await authorize?.({ request, body: bytes, operation });
  return { operation, input: readMembers(shapeOf(operation, "input"), members), body: bytes };
};

const SERVICE = "AmazonSSM.";

const readContentType = (request: Request, target: string): string => {
  if (request.method !== "POST") throw undetermined();
  const contentType =
    (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (contentType === "application/x-amz-json-1.1" || contentType === "application/json") return contentType;
  throw target.includes(".") ? unknownContentType() : undetermined();
};

const operationOf = (target: string): OperationName | undefined => {
  const name = target.startsWith(SERVICE) ? target.slice(SERVICE.length) : "";
  return isOperationName(name) ? name : undefined;
};

const parseObject = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
