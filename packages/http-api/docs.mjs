/**
 * Generates docs/api.md and the examples of the OpenAPI document from the table of routes. The examples are responses over
 * AWS's documentation samples. With --check, reports whether the files are current.
 */
import { readFile, writeFile } from "node:fs/promises";
import { filterFields } from "@windowpane/core";
import { documentation, documentationIds, mockTransport } from "@windowpane/transport-mock";
import { limitNames, limitTable } from "./src/limits/limits.ts";
import { defaultInUnits } from "./src/limits/read-limits.ts";
import { openApiDocument } from "./src/openapi/document.ts";
import { introduction } from "./src/openapi/introduction.ts";
import { problems } from "./src/problem/problems.ts";
import { routes } from "./src/routes/index.ts";
import { createApp } from "./src/server/app.ts";
import { markdownTable } from "@windowpane/text";
import { exampleHistory } from "./test/example-history.ts";

const { WindowExecutionId, TaskId, InvocationId } = documentationIds;

/** Path parameters of the examples. */
const ids = {
  windowExecutionId: WindowExecutionId,
  taskId: TaskId,
  invocationId: InvocationId,
  // From AWS's sample of DescribeInstancePatches.
  instanceId: "i-1234567890abcdef0",
};

/** Creates an app with a new account for each request, because cancelling changes the account. */
const appOverSamples = () => {
  const transport = mockTransport({ scenario: documentation });
  return createApp({
    transport,
    access: [],
    open: true,
    now: () => transport.clock.now(),
    randomUUID: () => "00000000-0000-4000-8000-000000000000",
    log: () => {},
    collect: async () => "queued",
    history: exampleHistory({ now: () => transport.clock.now(), machines: 2 }),
    sleep: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", resolve, { once: true });
      }),
  });
};

const windowIds = async () => {
  const list = await (await appOverSamples().request("/v1/windows")).json();
  return list.WindowIdentities.map(({ WindowId }) => WindowId);
};

/** The first window for which a route has something to list, or else the first window. */
const windowFor = async (route, windows) => {
  if (!("windowId" in route.pathParameters)) return windows[0];
  for (const windowId of windows) {
    const body = await (await appOverSamples().request(route.path.replace("{windowId}", windowId))).json();
    if (Object.values(body).find(Array.isArray)?.length > 0) return windowId;
  }
  return windows[0];
};

const runningExecution = async () => {
  const { WindowIdentities } = await (await appOverSamples().request("/v1/windows")).json();
  for (const { WindowId } of WindowIdentities) {
    const list = await (await appOverSamples().request(`/v1/windows/${WindowId}/executions`)).json();
    const running = list.WindowExecutions.find(({ Status }) => Status === "IN_PROGRESS");
    if (running !== undefined) return running.WindowExecutionId;
  }
  throw new Error("The samples have no running execution.");
};

/** Another execution, to compare the one of the examples with: the samples have none that passed before it. */
const otherExecution = async () => {
  for (const windowId of await windowIds()) {
    const list = await (await appOverSamples().request(`/v1/windows/${windowId}/executions`)).json();
    for (const { WindowExecutionId: id } of list.WindowExecutions)
      if (id !== WindowExecutionId && (await appOverSamples().request(`/v1/executions/${id}/report`)).ok)
        return id;
  }
  throw new Error("The samples have no other execution.");
};

const exampleOf = async (route, windows) => {
  const own =
    route.method === "POST"
      ? { ...ids, windowExecutionId: await runningExecution() }
      : { ...ids, windowId: route.tag === "Trends" ? archived : await windowFor(route, windows) };
  const names = Object.keys(route.pathParameters);
  const path = Object.fromEntries(names.map((name) => [name, own[name]]));
  const query = queryOf(route, { other: "with" in route.queryParameters ? await otherExecution() : "" });
  const url = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => own[name]) + query;
  const sent =
    route.id === "startCollection"
      ? { Account: "111122223333", Region: "eu-west-1" }
      : { WindowExecutionId: own.windowExecutionId };
  const body = route.body === undefined ? undefined : JSON.stringify(sent);
  const isJson = route.formats[0].media === "application/json" && route.path !== "/openapi.json";
  if (!isJson) return { path };
  const response = await appOverSamples().request(url, {
    method: route.method,
    ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
  });
  if (response.status !== (route.status ?? 200)) {
    throw new Error(`${route.method} ${url} responded with ${response.status}: ${await response.text()}`);
  }
  return { path, body, response: JSON.stringify(recount(shorten(await response.json()))) };
};

/** The archive of the examples has one window. */
const archived = "mw-0c50858d01e0a000e";

/** Keeps two items of each list. */
const shorten = (value) => {
  if (Array.isArray(value)) return value.slice(0, 2).map(shorten);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shorten(member)]));
};

/** Query of the example: the shortest period that shows what a trend is. */
const queryOf = (route, { other }) => {
  if ("with" in route.queryParameters) return `?with=${other}`;
  if ("before" in route.queryParameters) return "?before=1h&cause=disk-full";
  return "step" in route.queryParameters ? "?since=1d" : "";
};

/** Corrects the counts of a shortened list. */
const recount = (body) => {
  const list = Object.values(body).find(Array.isArray);
  return "loaded" in body ? { ...body, loaded: list.length, shown: list.length } : body;
};

const quoted = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;

/** Breaks lines as the repository's formatter does. */
const memberLine = (name, text) => {
  const line = `    ${name}: ${text},`;
  return line.length <= 110 ? line : `    ${name}:\n      ${text},`;
};

const examplesText = async () => {
  const windows = await windowIds();
  const rows = [];
  for (const route of routes) {
    if (route.id === "getStyle") continue;
    const { path, body, response } = await exampleOf(route, windows);
    const members = Object.entries(path).map(([name, value]) => `${name}: "${value}"`);
    rows.push(
      [
        `  ${route.id}: {`,
        members.length === 0
          ? "    path: {},"
          : `    path: {\n${members.map((one) => `      ${one},`).join("\n")}\n    },`,
        ...(body === undefined ? [] : [memberLine("body", quoted(body))]),
        ...(response === undefined ? [] : [memberLine("response", quoted(response))]),
        "  },",
      ].join("\n"),
    );
  }
  return `/** Responses of the routes over AWS's samples. Generated by docs.mjs: run \`npm run docs:write -w @windowpane/http-api\`. */

/** An example of a route: its path parameters, and its request and response bodies as JSON. */
export interface Example {
  readonly path: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly response?: string | undefined;
}

/** Examples by route ID. */
export const examples: Readonly<Record<string, Example>> = {
${rows.join("\n")}
};
`;
};

const typeOf = ({ type, enum: values, items, minimum, maximum }) => {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(", ");
  if (type === "array") return `${typeOf(items)}; repeatable`;
  return minimum === undefined || maximum === undefined ? type : `${type}, ${minimum} to ${maximum}`;
};

const operationSection = (path, method, operation) => {
  const parameters = operation.parameters.filter((parameter) => parameter.in === "query");
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  const media = Object.keys({ ...success?.[1].content, ...success?.[1]["x-other-formats"] }).map(
    (one) => `\`${one}\``,
  );
  const route = routes.find(({ id }) => id === operation.operationId);
  const facts = [
    `Responds with ${success?.[0]} and ${media.join(" or ")}.`,
    route.role === undefined ? "No authentication required." : `Requires the role \`${route.role}\`.`,
    route.operations.length === 0 ? "" : `Calls ${route.operations.map((name) => `\`${name}\``).join(", ")}.`,
  ];
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    `${operation.summary}. ${operation.description}`,
    facts.filter(Boolean).join(" "),
    parameters.length > 0 &&
      markdownTable(
        ["parameter", "description", "values"],
        parameters.map(({ name, description, schema }) => [`\`${name}\``, description, typeOf(schema)]),
      ),
  ]
    .filter(Boolean)
    .join("\n\n");
};

const apiText = () => {
  const document = openApiDocument(routes.filter(({ id }) => id !== "getStyle"));
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return [
      `## ${name}`,
      description,
      ...own.map(({ path, method, operation }) => operationSection(path, method, operation)),
    ].join("\n\n");
  });
  return `<!-- Generated by packages/http-api/docs.mjs from the table of routes. Run \`npm run docs:write -w @windowpane/http-api\` to update it. -->

# The HTTP API

The API runs on Node (\`windowpane serve\`) and on Cloudflare Workers. It has two interfaces and a page:

- \`POST /\` is an SSM endpoint (AWS JSON 1.1) for the AWS CLI and the AWS SDKs. Pass its URL to them as the endpoint URL.
- \`GET /\` in a browser is the web page. It reads this API.
- All other routes are REST, as described below. A running server has the same reference at \`/docs\`, and the OpenAPI 3.1 document at \`/openapi.json\`.

${introduction.description}

## Try it

\`\`\`sh
windowpane serve --demo
curl 'http://localhost:8080/v1/failures?since=24h'
curl -H 'accept: application/x-ndjson' http://localhost:8080/v1/windows
\`\`\`

## Clients

Generators create typed clients from \`/openapi.json\`. Those of openapi-typescript (with openapi-fetch) and @hey-api/openapi-ts are compiled and run by the tests:

\`\`\`sh
npx openapi-typescript http://localhost:8080/openapi.json -o schema.ts
npx @hey-api/openapi-ts -i http://localhost:8080/openapi.json -o client
\`\`\`

For routes with several formats, the types are those of JSON. The document describes the other formats in \`x-other-formats\` of the response.

## Authentication

The host configures the authentication methods: bearer tokens (\`Authorization: Bearer ...\`), Cloudflare Access, or AWS Signature Version 4 for the service \`ssm\`. Without any of them,
the API serves only the demo account, and only if the host allows it. Cancelling an execution requires the role \`cancel\`; starting a collection requires \`collect\`; reading messages that were not delivered requires \`admin\`; everything else requires \`read\`. The roles apply to both interfaces.

## Caching

${markdownTable(
  ["response", "`Cache-Control`", "`ETag`"],
  [
    [
      "finished executions, with their tasks, invocations and reports",
      "`private, max-age=86400, immutable`",
      "yes",
    ],
    [
      "running executions, reports with gaps, and reports that lack a machine's patch state",
      "`no-store`",
      "yes",
    ],
    ["windows, lists of executions, and patches of machines", "`private, no-cache`", "yes"],
    ["`/docs`, `/openapi.json`", "`public, max-age=300`", "yes"],
    [
      "pages of failures, executions of a period, counts, histories",
      "`no-store`",
      "yes; it changes with every first page",
    ],
    ["event streams, NDJSON of AWS's lists, errors", "`no-store`", "no"],
  ],
)}

A page of tasks or invocations can be cached if the execution and all items on the page have a final status, because tasks of a cancelled execution run to their end.

## Many clients

All clients of a server share its requests to AWS:

- Equal requests that are in flight are sent once. A client that disconnects does not affect the others; the request is aborted when the last one has left. An error reaches all of them and is not kept.
- A response that is not final is used again for two seconds (\`--keep\`), so that a list costs at most one request in two seconds for any number of clients. A cancel ends this early. What is final is cached.
- A report is computed once for all clients that wait for it. Finished reports stay in memory, and in the Worker also in the storage of its Durable Object, until room is needed.
- An execution is read once for all clients that follow its events. A slow client does not delay the others, and gets the latest state instead of each one in between.

Scans (reports, targets, failures, whole lists and followed executions) take a place, and a caller has a limited number of places. A place is for work, not for clients: clients that wait for the same report, or follow the same execution, need one place together, and a response from memory needs none. A place is free when the work ends, when its last client disconnects, and at the maximum duration of a request. A client that takes no chunk of a stream for this time loses its place, too; one that reads slowly keeps it. Events are small, so a connection can take them although the client does not read. An event stream therefore ends after a maximum duration: its client reconnects and gets only later changes.

## Limits

Defaults of a server. The host can change them: [Limits of the HTTP API](limits.md) has the flags, variables and ranges, and the
defaults of the Worker.

${markdownTable(
  ["limit", "default", "at the limit"],
  limitNames.map((name) => {
    const row = limitTable[name];
    return [
      row.about,
      `${defaultInUnits(row, row.value)} ${row.unit === "milliseconds" ? "" : row.unit}`.trim(),
      row.effect,
    ];
  }),
)}

## Filters

A list has only the fields that apply to its items; a filter with another one is an invalid request, and the problem lists the fields in \`allowed\`. The table has the fields of AWS's lists; the other lists name theirs in the description of \`filter\`, and these have the meaning of the columns in the UI. Separate the terms of \`filter\` with spaces; an item must match all of them. Separate alternatives with commas, prefix a term with \`-\` to negate it, and use plain or quoted words to search all members:
\`status:failed,timed_out -type:lambda duration>10m "disk full"\`.

${markdownTable(
  ["field", "matches"],
  Object.entries(filterFields).map(([name, { about }]) => [`\`${name}\``, about]),
)}

${groups.join("\n\n")}

## Problems

Errors have the media type \`application/problem+json\` (RFC 9457). \`name\` is a name from the table and the same on every server, \`type\` is the URL of its section on the reference page, and \`requestId\` is also in the server's log. AWS's messages are passed on if they
refer to the request (400, 404), but not if they refer to the server or its account.

${markdownTable(
  ["status", "name", "meaning"],
  Object.entries(problems).map(([name, { status, title, about }]) => [
    status,
    `\`${name}\``,
    `${title}. ${about}`,
  ]),
)}
`;
};

const targets = [
  [new URL("src/openapi/examples.ts", import.meta.url), await examplesText()],
  [new URL("../../docs/api.md", import.meta.url), apiText()],
];

for (const [target, text] of targets) {
  if (process.argv.includes("--write")) {
    await writeFile(target, text);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== text) {
    console.error(`${target.pathname.split("/").slice(-2).join("/")} is not current.`);
    console.error("Run `npm run docs:write -w @windowpane/http-api`.");
    process.exitCode = 1;
  }
}
