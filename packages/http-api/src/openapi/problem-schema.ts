import { problems } from "../problem/problems.ts";
import { listOf, ref, structure, text, word, type Schema } from "./schema.ts";

/** The document that every error is. */
export const problemSchema: Schema = {
  type: "object",
  description: "What went wrong, as RFC 9457 writes it.",
  properties: {
    type: word(
      Object.keys(problems).map((name) => `/docs#problem-${name}`),
      "Which problem it is; it leads to its section on the reference page.",
    ),
    title: text("The same for every occurrence."),
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: text("This occurrence."),
    requestId: text("The id of the request, for whoever reads the server's log."),
    errors: listOf(
      structure(
        {
          parameter: text("The parameter, or the member of the body."),
          detail: text(),
          column: { type: "integer", minimum: 1, description: "Where in a filter, in characters from 1." },
        },
        ["column"],
      ),
      "Every fault of the request.",
    ),
    available: listOf(text(), "The media types that there are."),
    code: text("AWS's word for it."),
    operation: text("The operation that AWS was asked."),
    awsRequestId: text("AWS's id of the request, for its support."),
    resumeFrom: text("The token to go on with."),
  },
  required: ["type", "title", "status", "detail", "requestId"],
  additionalProperties: false,
};

/** The last line of a list that could not be read to its end. */
export const problemLine: Schema = structure(
  { problem: ref("Problem") },
  [],
  "The list could not be read to its end.",
);
