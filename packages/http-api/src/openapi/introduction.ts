import type { Tag } from "../route/route.ts";

/** Summary and introduction of the API. */
export const introduction = {
  summary:
    "Shows what ran in AWS Systems Manager maintenance windows, on which machines, what failed and why.",
  description: [
    "Members in PascalCase are AWS's, with its names and values. Members in camelCase are Windowpane's. Times are in ISO 8601 and UTC.",
    "Members that AWS's model marks as sensitive (`Parameters`, `OwnerInformation`, `TaskParameters`, `Description`) are omitted unless the request has `includeSensitive=true`.",
    'Lists are paginated: `NextToken` of AWS\'s lists, `nextCursor` of the others, and the `Link` header with `rel="next"` lead to the next page. With `Accept: application/x-ndjson`, the response has one JSON item per line: for AWS\'s lists all items, for the other lists those of the page, then a line `{"gap": ...}` for each gap, and the `Link` header if more follow.',
    "A finished execution never changes, so its responses can be cached for one day (`Cache-Control: immutable`). Responses about running executions, responses with gaps, and reports that lack a machine's patch state are not cached (`no-store`). Every response but streams and errors has an `ETag`: a client that keeps a copy itself can send `If-None-Match`, and gets 304 without a body if nothing has changed.",
    "Errors are problem documents (RFC 9457) with the request ID. For an invalid request, `errors` lists all invalid parameters at once.",
    "`POST /` is an SSM endpoint (AWS JSON 1.1, target `AmazonSSM.*`): use this URL as the endpoint URL of the AWS CLI or an SDK. Its responses have the same members as AWS's, including sensitive ones.",
  ].join("\n\n"),
};

/** Groups of routes. */
export const tags: readonly { readonly name: Tag; readonly description: string }[] = [
  { name: "Windows", description: "Maintenance windows and their executions." },
  { name: "Executions", description: "Executions with their tasks, invocations, machines and report." },
  { name: "Failures", description: "Failures of all windows." },
  { name: "Machines", description: "Machines and their patches." },
  {
    name: "Trends",
    description: "Windows, machines and causes over time, from the server's archive of earlier runs.",
  },
  { name: "Service", description: "Documentation and health checks." },
];

/** Authentication methods. The host configures which of them are accepted. */
export const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "Token issued by the host." },
  cloudflareAccess: {
    type: "apiKey",
    in: "header",
    name: "Cf-Access-Jwt-Assertion",
    description: "Set by Cloudflare Access.",
  },
  signatureV4: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "AWS Signature Version 4 for the service `ssm`, with a key issued by the host.",
  },
} as const;
