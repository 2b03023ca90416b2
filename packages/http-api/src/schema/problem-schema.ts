import { problems } from "../problem/problems.ts";
import { count, listOf, ref, structure, text, word, type Schema } from "./schema.ts";

/** Schema of all errors. */
export const problemSchema: Schema = {
  type: "object",
  description: "A problem document (RFC 9457).",
  properties: {
    type: {
      ...text("Problem type: URL of its section on the reference page."),
      format: "uri-reference",
    },
    name: word(Object.keys(problems), "Name of the problem: the end of `type`, the same on every server."),
    title: text("The same for every occurrence."),
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: text("Description of this occurrence."),
    requestId: text("Request ID, as in the server's log."),
    errors: listOf(
      structure(
        {
          parameter: text("Name of the parameter or the body member."),
          detail: text(),
          column: { type: "integer", minimum: 1, description: "Position in a filter, in characters from 1." },
          allowed: listOf(text(), "Valid values, fields or parameters, if they are a fixed set."),
        },
        ["column", "allowed"],
      ),
      "All invalid parameters and body members.",
    ),
    available: listOf(text(), "Supported media types."),
    code: text("AWS's error code."),
    operation: text("AWS operation that failed."),
    awsRequestId: text("AWS's request ID, for AWS support."),
    resumeFrom: text("Token to resume from."),
    unread: count("Number of accounts and regions that could not be read."),
    gaps: listOf(ref("Gap"), "One for each account and region that could not be read."),
  },
  required: ["type", "name", "title", "status", "detail", "requestId"],
  additionalProperties: false,
};

/** Last line of an incomplete list in NDJSON. */
export const problemLine: Schema = structure(
  { problem: ref("Problem") },
  [],
  "Reason why the list is incomplete.",
);
