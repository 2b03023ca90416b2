import type { Tag } from "../route.ts";

/** What the documents say before the routes. */
export const introduction = {
  summary: "What ran in a maintenance window of AWS Systems Manager, on which machines, what failed and why.",
  description: [
    "Members in PascalCase are AWS's, with AWS's names and values; members in camelCase are Windowpane's. Times are ISO 8601 in UTC.",
    "Members that AWS's model calls sensitive (`Parameters`, `OwnerInformation`, `TaskParameters`, `Description`) are left out unless `includeSensitive=true` is asked for.",
    'Lists come in pages: `NextToken` in the body and `Link` with `rel="next"` lead on. With `Accept: application/x-ndjson` the whole list comes as lines of JSON.',
    "A finished execution never changes, so its answers are kept for a day (`Cache-Control: immutable`); what still runs, has gaps, or waits for a machine's patch state is not kept at all. Other answers have an `ETag`.",
    "Errors are problem documents (RFC 9457) with the request id. Invalid input lists every fault at once.",
    "`POST /` speaks AWS's own protocol (AWS JSON 1.1, target `AmazonSSM.*`): give this address to the AWS CLI or an SDK as endpoint URL. Its answers hold what AWS's hold, sensitive members included.",
  ].join("\n\n"),
};

/** The groups of routes. */
export const tags: readonly { readonly name: Tag; readonly description: string }[] = [
  { name: "Windows", description: "Maintenance windows and their executions." },
  { name: "Executions", description: "What an execution did: its tasks, invocations, machines and report." },
  { name: "Failures", description: "What did not go well, over all windows." },
  { name: "Machines", description: "What is known of a machine, whatever window it belongs to." },
  { name: "Service", description: "The API itself." },
];

/** How a caller can prove who asks. Which of them are taken is the host's to say. */
export const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "A token that the host has given out." },
  cloudflareAccess: {
    type: "apiKey",
    in: "header",
    name: "Cf-Access-Jwt-Assertion",
    description: "Cloudflare Access puts it there.",
  },
  signatureV4: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "AWS's Signature Version 4, for the service ssm, with keys that the host has given out.",
  },
} as const;
