import { invalidRequest, ProblemError } from "../problem/problem-error.ts";
import { shown } from "./common.ts";

/**
 * Reads a body that is a JSON object. A web page of another site cannot send its content type without permission.
 *
 * @throws ProblemError if the content type is not JSON, or if the body is not a JSON object in UTF-8.
 */
export const readJsonBody = (headers: Headers, body: Uint8Array): object => {
  const media = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (media !== "application/json") {
    throw new ProblemError("unsupported-media-type", {
      detail: `The content type of the body is ${media === "" ? "missing" : shown(media)}. Use application/json.`,
      headers: { "accept-post": "application/json" },
    });
  }
  const value = parse(body);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw invalidRequest([{ parameter: "body", detail: "The body is not a JSON object." }]);
};

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw invalidRequest([{ parameter: "body", detail: "The body is not valid JSON in UTF-8." }]);
  }
};
