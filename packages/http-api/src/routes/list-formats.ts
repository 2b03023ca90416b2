import { operations, type PagedName } from "@windowpane/core";
import { NDJSON } from "../response/list-response.ts";
import type { AwsShape } from "../schema/aws-schemas.ts";
import { problemLine } from "../schema/problem-schema.ts";
import { count, listOf, ref, structure, text, type Schema } from "../schema/schema.ts";
import type { ResponseFormat } from "../route/route.ts";

/** Formats of one of AWS's lists: one page as JSON, or the whole list as NDJSON. */
export const listFormats = (operation: PagedName, shape: AwsShape): readonly ResponseFormat[] => {
  const member = operations[operation].items;
  return [
    {
      media: "application/json",
      about: "One page.",
      schema: structure(
        {
          [member]: listOf(ref(shape)),
          NextToken: text("Token of the next page; absent on the last one."),
          loaded: count("Number of items that AWS returned for this page."),
          shown: count("Number of items that match the filter."),
        },
        ["NextToken"],
      ),
    },
    {
      media: NDJSON,
      about:
        'The rest of the list, one item per line, read page by page as the client receives it. If the list is incomplete, the last line is `{"problem": ...}`, with the token to resume from in `resumeFrom`.',
      schema: { anyOf: [ref(shape), problemLine] },
      scans: true,
      streams: "own",
    },
  ];
};

/** Formats of one of our own documents with a list: the document as JSON, or its list as NDJSON. */
export const documentFormats = (document: Schema, item: Schema): readonly ResponseFormat[] => [
  { media: "application/json", schema: document, scans: true },
  {
    media: NDJSON,
    about: 'One item per line. For each gap, a line `{"gap": ...}` follows at the end.',
    schema: { anyOf: [item, structure({ gap: ref("Gap") })] },
    scans: true,
  },
];
