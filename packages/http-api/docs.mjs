/**
 * Writes what is made from the table of routes: docs/api.md, and the examples of the OpenAPI document, which are the
 * answers over AWS's own samples. With --check it says whether they are current.
 */
import { readFile, writeFile } from "node:fs/promises";
import { filterFields } from "@windowpane/core";
import { documentation, documentationIds, mockTransport } from "@windowpane/transport-mock";
import { createApp } from "./src/app.ts";
import { introduction } from "./src/openapi/introduction.ts";
import { openApiDocument } from "./src/openapi/document.ts";
import { problems } from "./src/problem/problems.ts";
import { defaultLimits } from "./src/options.ts";
import { routes } from "./src/routes/index.ts";

const { WindowExecutionId, TaskId, InvocationId } = documentationIds;

/** What stands in the paths of the examples. */
const ids = {
  windowExecutionId: WindowExecutionId,
  taskId: TaskId,
  invocationId: InvocationId,
  // The machine of AWS's samples of patches.
  instanceId: "i-1234567890abcdef0",
};

/** A fresh account for each request, as one of them changes it. */
const appOverSamples = () => {
  const transport = mockTransport({ scenario: documentation });
  return createApp({
    transport,
    access: [],
    open: true,
    now: () => transport.clock.now(),
    randomUUID: () => "00000000-0000-4000-8000-000000000000",
    log: () => {},
    sleep: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", resolve, { once: true });
      }),
  });
};

const firstWindow = async () => {
  const answer = await (await appOverSamples().request("/v1/windows")).json();
  return answer.WindowIdentities[0].WindowId;
};

const runningExecution = async () => {
  const { WindowIdentities } = await (await appOverSamples().request("/v1/windows")).json();
  for (const { WindowId } of WindowIdentities) {
    const list = await (await appOverSamples().request(`/v1/windows/${WindowId}/executions`)).json();
    const running = list.WindowExecutions.find(({ Status }) => Status === "IN_PROGRESS");
    if (running !== undefined) return running.WindowExecutionId;
  }
  throw new Error("No sample of AWS's is running.");
};

const exampleOf = async (row, windowId) => {
  const own =
    row.method === "POST" ? { ...ids, windowExecutionId: await runningExecution() } : { ...ids, windowId };
  const names = Object.keys(row.pathParameters);
  const path = Object.fromEntries(names.map((name) => [name, own[name]]));
  const address = row.path.replaceAll(/\{(\w+)\}/g, (_, name) => own[name]);
  const body =
    row.body === undefined ? undefined : JSON.stringify({ WindowExecutionId: own.windowExecutionId });
  const isJson = row.forms[0].media === "application/json" && row.path !== "/openapi.json";
  if (!isJson) return { path };
  const response = await appOverSamples().request(address, {
    method: row.method,
    ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
  });
  if (response.status !== (row.status ?? 200)) {
    throw new Error(`${row.method} ${address} gave ${response.status}: ${await response.text()}`);
  }
  return { path, body, answer: JSON.stringify(countedAnew(shortened(await response.json()))) };
};

/** Two items show what a list is. */
const shortened = (value) => {
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
};

/** A list that was shortened says so of itself. */
const countedAnew = (answer) => {
  const list = Object.values(answer).find(Array.isArray);
  return "loaded" in answer ? { ...answer, loaded: list.length, shown: list.length } : answer;
};

const quoted = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;

/** Broken where the formatter of the repository breaks it. */
const memberLine = (name, text) => {
  const line = `    ${name}: ${text},`;
  return line.length <= 110 ? line : `    ${name}:\n      ${text},`;
};

const examplesText = async () => {
  const windowId = await firstWindow();
  const rows = [];
  for (const row of routes) {
    if (row.id === "getStyle") continue;
    const { path, body, answer } = await exampleOf(row, windowId);
    const members = Object.entries(path).map(([name, value]) => `${name}: "${value}"`);
    rows.push(
      [
        `  ${row.id}: {`,
        members.length === 0
          ? "    path: {},"
          : `    path: {\n${members.map((one) => `      ${one},`).join("\n")}\n    },`,
        ...(body === undefined ? [] : [memberLine("body", quoted(body))]),
        ...(answer === undefined ? [] : [memberLine("answer", quoted(answer))]),
        "  },",
      ].join("\n"),
    );
  }
  return `/** Answers of the routes over AWS's own samples. Made by docs.mjs: \`npm run docs:write -w @windowpane/http-api\`. */

/** An example of a route: the values in its path, its body, and its answer, both as JSON. */
export interface Example {
  readonly path: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly answer?: string | undefined;
}

/** By the id of the route. */
export const examples: Readonly<Record<string, Example>> = {
${rows.join("\n")}
};
`;
};

/** Cells are filled up as the formatter of the repository does it, so that it leaves the file as it is. */
const table = (head, rows) => {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell).replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const [first, ...rest] = lines.map(line);
  return [first, line(widths.map((width) => "-".repeat(width))), ...rest].join("\n");
};

const typeOf = ({ type, enum: words, items, minimum, maximum }) => {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(", ");
  if (type === "array") return `${typeOf(items)}; may stand several times`;
  return minimum === undefined || maximum === undefined ? type : `${type}, ${minimum} to ${maximum}`;
};

const operationSection = (path, method, operation) => {
  const own = operation.parameters.filter(({ in: place }) => place === "query");
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  const media = Object.keys(success?.[1].content ?? {}).map((one) => `\`${one}\``);
  const row = routes.find(({ id }) => id === operation.operationId);
  const facts = [
    `Answers ${success?.[0]} as ${media.join(" or ")}.`,
    row.role === undefined ? "Needs no credentials." : `Needs the role \`${row.role}\`.`,
    row.operations.length === 0 ? "" : `Asks AWS: ${row.operations.map((name) => `\`${name}\``).join(", ")}.`,
  ];
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    `${operation.summary}. ${operation.description}`,
    facts.filter(Boolean).join(" "),
    own.length > 0 &&
      table(
        ["parameter", "what it is", "values"],
        own.map(({ name, description, schema }) => [`\`${name}\``, description, typeOf(schema)]),
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
  return `<!-- Made by packages/http-api/docs.mjs from the table of routes. \`npm run docs:write -w @windowpane/http-api\` makes it anew. -->

# The HTTP API

One app with two doors, on Node (\`windowpane serve\`) and on Cloudflare Workers.

- \`POST /\` is an endpoint of Systems Manager: AWS JSON 1.1, as the AWS CLI and every SDK speak it. Give its address to them as endpoint URL.
- Everything else is REST, as below. A running app shows the same at \`/docs\`, and as OpenAPI 3.1 at \`/openapi.json\`.

${introduction.description}

## Try it

\`\`\`sh
windowpane serve --demo
curl 'http://localhost:8080/v1/failures?since=24h'
curl -H 'accept: application/x-ndjson' http://localhost:8080/v1/windows
\`\`\`

## Who may call

Credentials are what the host has configured: bearer tokens (\`Authorization: Bearer ...\`), Cloudflare Access, or AWS's Signature Version 4 for the service \`ssm\`. Without any
the app does not start, unless its account is made up. The role \`read\` is enough for everything but stopping an execution, which needs \`cancel\`, at both doors.

## What is kept

${table(
  ["answer", "`Cache-Control`", "`ETag`"],
  [
    ["a finished execution and what belongs to it", "`private, max-age=86400, immutable`", "yes"],
    [
      "what still runs, reports with gaps, and reports with a machine that has not reported its patches",
      "`no-store`",
      "no",
    ],
    ["windows, lists of executions, and patches of a machine", "`private, no-cache`", "yes"],
    ["`/docs`, `/openapi.json`", "`public, max-age=300`", "yes"],
    ["event streams, lines of JSON, errors", "`no-store`", "no"],
  ],
)}

A list of tasks or invocations is finished when its execution is and everything on the page is: an execution that was cancelled lets its tasks run to their end.

## Limits

What holds unless the host has set something else (\`limits\` of \`createApp\`):

${table(
  ["limit", "value"],
  [
    ["bytes of a body", defaultLimits.bodyBytes.toLocaleString("en")],
    ["characters of an address", "8,192"],
    ["time for an answer, or for one piece of a stream", `${defaultLimits.timeoutMs / 1000} s`],
    ["requests of a caller in a minute", defaultLimits.requestsPerMinute.toLocaleString("en")],
    [
      "walks of a caller at once: reports, whole lists, event streams, pages of failures",
      defaultLimits.walksPerCaller,
    ],
    ["requests to AWS for a page of failures", defaultLimits.requestsPerPage],
    [
      "requests to AWS for a report, a whole list, one stretch of an event stream",
      defaultLimits.requestsPerWalk.toLocaleString("en"),
    ],
    ["requests to AWS at once for one answer", defaultLimits.concurrency],
  ],
)}

## Filters

\`filter\` takes terms side by side, which must all hold; a comma separates alternatives, a dash before a term turns it round, and bare or quoted words are looked for anywhere:
\`status:failed,timed_out -type:lambda duration>10m "disk full"\`.

${table(
  ["field", "what it asks"],
  Object.entries(filterFields).map(([name, { about }]) => [`\`${name}\``, about]),
)}

${groups.join("\n\n")}

## Problems

Errors are \`application/problem+json\` (RFC 9457). \`type\` is \`/docs#problem-\` and the name below; \`requestId\` stands in the server's log too. AWS's own words are passed on where they
are about the request (400, 404) and never where they are about the server or the account behind it.

${table(
  ["status", "name", "what it means"],
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
    console.error("`npm run docs:write -w @windowpane/http-api` makes it anew.");
    process.exitCode = 1;
  }
}
