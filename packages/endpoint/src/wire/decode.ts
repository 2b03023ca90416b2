/**
 * From an HTTP request to an operation and its members, in the order in which AWS's JSON services check: method and
 * content type, body, target, who is asking, types. (Constraints come after.)
 * The order and the words were seen on sibling services and are not verified on SSM.
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
} from "./refusals.ts";

/** An operation as it was asked for: members of the right types, none that the operation does not know. */
export interface Call {
  readonly operation: OperationName;
  readonly input: unknown;
}

/** A request that could be read, before its members are looked at. */
export interface Asked {
  /** Its body has been read already. */
  readonly request: Request;
  /** The body's bytes, as they were sent. */
  readonly body: Uint8Array;
  readonly operation: OperationName;
}

/** Decides whether a request may be answered. Rejects with a SignatureError or a ServiceError (`AccessDeniedException`). */
export type Authorize = (asked: Asked) => Promise<unknown>;

/** Reads a request. Throws a RefusedError when AWS would refuse it before it checks the constraints. */
export const decode = async (
  request: Request,
  { bodyLimit, authorize }: { readonly bodyLimit: number; readonly authorize: Authorize | undefined },
): Promise<Call> => {
  const target = request.headers.get("x-amz-target") ?? "";
  const contentType = readContentType(request, target);
  const body = await readBody(request, bodyLimit);
  if (body === undefined) throw tooLong(bodyLimit);

  const { bytes, text } = body;
  const members = text === undefined ? undefined : parseObject(text);
  const operation = operationOf(target);
  // An empty body says nothing of its own, so an unknown target is the fault that is reported.
  const isUnreadable = members === undefined && (text !== "" || operation !== undefined);
  if (contentType === "application/json") throw plainJson(isUnreadable);
  if (isUnreadable) throw serialization();
  if (operation === undefined) throw unknownOperation(target);
  await authorize?.({ request, body: bytes, operation });
  return { operation, input: readMembers(shapeOf(operation, "input"), members) };
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
