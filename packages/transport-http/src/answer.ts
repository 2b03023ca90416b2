import { fromWire, InvalidOutputError, type OperationName } from "@windowpane/core";
import { notJson, refusalOf } from "./errors.ts";
import type { HttpAnswer } from "./fetch.ts";
import { parseJson } from "./parse-json.ts";

/** Who was asked what, for the words of an error. */
export interface Asked {
  readonly operation: OperationName;
  /** Scheme, host and port: what may stand in a log. */
  readonly origin: string;
}

/**
 * What an HTTP answer says, in the form of a transport.
 *
 * @throws ServiceError when it says no; TransportError when it is not of this service; InvalidOutputError when it is no
 * structure.
 */
export const readAnswer = (asked: Asked, answer: HttpAnswer, text: string): unknown => {
  if (answer.status < 200 || answer.status > 299) throw refusalOf(asked, answer, text);
  const value = parseJson(text);
  if (value === undefined) throw notJson(asked, answer);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidOutputError(asked.operation, ["the answer is no structure"]);
  }
  return fromWire(asked.operation, value);
};
