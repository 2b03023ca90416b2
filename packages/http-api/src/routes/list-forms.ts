import { operations, type PagedName } from "@windowpane/core";
import { NDJSON } from "../answer/answer-list.ts";
import type { AwsShape } from "../openapi/aws-schemas.ts";
import { problemLine } from "../openapi/problem-schema.ts";
import { count, listOf, ref, structure, text } from "../openapi/schema.ts";
import type { Form } from "../route.ts";

/** The forms of a list of AWS's: a page as JSON, all of it as lines. */
export const listForms = (operation: PagedName, shape: AwsShape): readonly Form[] => {
  const member = operations[operation].items;
  return [
    {
      media: "application/json",
      about: "One page.",
      schema: structure(
        {
          [member]: listOf(ref(shape)),
          NextToken: text("The token of the next page; absent on the last one."),
          loaded: count("Items that AWS gave for this page."),
          shown: count("How many of them passed the filter and stand here."),
        },
        ["NextToken"],
      ),
    },
    {
      media: NDJSON,
      about:
        'The whole list from here on, one item a line, read page by page as it is taken. When it cannot be read to its end, the last line is `{"problem": ...}`, with the token to go on with in `resumeFrom`.',
      schema: { anyOf: [ref(shape), problemLine] },
      walks: true,
    },
  ];
};
