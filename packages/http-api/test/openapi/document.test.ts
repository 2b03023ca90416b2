import { Validator } from "@seriousme/openapi-schema-validator";
import {
  documentation,
  documentationIds,
  fleet,
  fleetIds,
  patchAccount,
  patchAccountIds,
  patchNight,
  type MockOptions,
} from "@windowpane/transport-mock";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { exampleHistory } from "../example-history.ts";
import { linesOf, read, testApp, type Document } from "../test-app.ts";

const document = (await testApp().get("/openapi.json")).body;
const paths = Object.entries(document["paths"] ?? {});
const operations = paths.flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
// ISO 8601 in UTC, which is stricter than JSON Schema's date-time.
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
ajv.addFormat("uri-reference", /^[^\s"<>\\^`{|}]+$/u);
ajv.addSchema({ ...document, $id: "https://windowpane.example/openapi.json" });

/** Returns the document's schema of a response. */
const schemaFor = (path: string, method: string, status: string, media: string): ValidateFunction => {
  const response = document["paths"]?.[path]?.[method]?.["responses"]?.[status];
  const member = media in (response?.["content"] ?? {}) ? "content" : "x-other-formats";
  const steps = ["paths", path, method, "responses", status, member, media, "schema"];
  const pointer = steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  return ajv.compile({ $ref: `https://windowpane.example/openapi.json#/${pointer}` });
};

const errorsOf = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

describe("the OpenAPI document", () => {
  it("is valid by an independent validator", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("has a license and a contact", () => {
    expect(document["info"]).toMatchObject({
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: "The Windowpane authors" },
    });
  });

  it("has JSON only, where a route has it, so that generated types are not unions of formats", () => {
    for (const { path, operation } of operations) {
      const media = Object.keys(operation["responses"]?.["200"]?.["content"] ?? {});
      if (media.includes("application/json")) expect([path, media]).toEqual([path, ["application/json"]]);
    }
    const list = document["paths"]?.["/v1/windows"]?.["get"]?.["responses"]?.["200"];
    expect(Object.keys(list?.["x-other-formats"] ?? {})).toEqual(["application/x-ndjson"]);
  });

  it("has all paths", () => {
    expect(paths.map(([path]) => path)).toEqual([
      "/v1/executions",
      "/v1/windows/latest",
      "/v1/counts",
      "/v1/windows",
      "/v1/windows/{windowId}",
      "/v1/windows/{windowId}/executions",
      "/v1/windows/{windowId}/targets",
      "/v1/windows/{windowId}/tasks",
      "/v1/windows/{windowId}/schedule",
      "/v1/executions/{windowExecutionId}",
      "/v1/executions/{windowExecutionId}/tasks",
      "/v1/executions/{windowExecutionId}/tasks/{taskId}",
      "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations",
      "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations/{invocationId}",
      "/v1/executions/{windowExecutionId}/invocations/{invocationId}",
      "/v1/executions/{windowExecutionId}/targets",
      "/v1/executions/{windowExecutionId}/report",
      "/v1/executions/{windowExecutionId}/timeline",
      "/v1/executions/{windowExecutionId}/diff",
      "/v1/executions/{windowExecutionId}/events",
      "/v1/executions/{windowExecutionId}/cancel",
      "/v1/failures",
      "/v1/machines/{instanceId}/history",
      "/v1/machines/{instanceId}/patches",
      "/v1/executions/{windowExecutionId}/machines/{instanceId}/output",
      "/v1/trends/windows",
      "/v1/trends/machines",
      "/v1/trends/causes",
      "/v1/trends/patched",
      "/v1/windows/{windowId}/nights",
      "/v1/windows/{windowId}/earlier",
      "/v1/collections",
      "/v1/messages",
      "/v1/accounts",
      "/v1/collect",
      "/healthz",
      "/readyz",
      "/openapi.json",
      "/docs",
    ]);
  });

  it("has patterns that compile as JSON Schema requires, and match AWS's IDs", () => {
    const parameters = operations.flatMap(({ operation }) => [...(operation["parameters"] ?? [])]);
    const inPath = parameters.filter((parameter) => String(parameter["in"]) === "path");
    expect(inPath.length).toBeGreaterThan(10);
    for (const { schema, example } of inPath) {
      expect(new RegExp(String(schema?.["pattern"]), "u").test(String(example))).toBe(true);
      expect(new RegExp(String(schema?.["pattern"]), "u").test(`x${String(example)}\n`)).toBe(false);
    }
  });

  it.each(operations.filter(({ method }) => method === "get"))(
    "has a valid example for $path",
    ({ path, method, operation }) => {
      const content = operation["responses"]?.["200"]?.["content"]?.["application/json"];
      if (content === undefined || path === "/openapi.json") {
        expect(["/docs", "/openapi.json", "/v1/executions/{windowExecutionId}/events"]).toContain(path);
        return;
      }
      expect(content).toHaveProperty("example");
      expect(errorsOf(schemaFor(path, method, "200", "application/json"), content["example"])).toEqual([]);
    },
  );

  it("marks sensitive members", () => {
    const invocation =
      document["components"]?.["schemas"]?.["MaintenanceWindowExecutionTaskInvocationIdentity"];
    expect(invocation?.["properties"]?.["Parameters"]).toMatchObject({ "x-sensitive": true });
  });

  it("requires authentication for all routes with data", () => {
    for (const { path, operation } of operations) {
      expect([path, operation["security"]?.length === 0]).toEqual([path, !path.startsWith("/v1/")]);
    }
  });
});

const accounts: readonly (readonly [string, MockOptions, Readonly<Record<string, string>>])[] = [
  [
    "AWS's samples",
    { scenario: documentation },
    {
      windowId: "mw-0c50858d01e0a000e",
      windowExecutionId: documentationIds.WindowExecutionId,
      taskId: documentationIds.TaskId,
      invocationId: documentationIds.InvocationId,
      instanceId: "i-1234567890abcdef0",
    },
  ],
  [
    "a fleet",
    { scenario: fleet({ invocations: 120, failureRate: 0.2 }) },
    {
      windowId: fleetIds.WindowId,
      windowExecutionId: fleetIds.WindowExecutionId,
      taskId: fleetIds.TaskId,
      invocationId: "",
    },
  ],
  [
    "a patch night",
    {
      scenario: patchAccount({
        tasks: [{ rebootOption: "NoReboot", runs: ["Success", "Failed"] }],
        machines: [
          { states: [{ pendingReboot: 5, security: 1 }] },
          { states: [{ failed: 2 }] },
          { platform: "Windows", states: [{ hasFailedSearch: true }] },
          {},
        ],
      }),
    },
    {
      windowId: patchAccountIds.WindowId,
      windowExecutionId: patchAccountIds.WindowExecutionId,
      taskId: patchAccountIds.task(0),
      instanceId: patchAccountIds.machine(0),
    },
  ],
];

/** Lists of which some of these accounts have no items: registrations, and patches of machines. The demo has all. */
const mayBeEmpty = /^\/v1\/(?:machines\/|windows\/\{windowId\}\/(?:targets|tasks|schedule)$)/u;

/** Formats of the report without JSON. */
const reportDocuments = ["text/html", "text/markdown", "text/csv", "text/plain", "application/xml"];

describe.each(accounts)("a response over %s", (_, mock, given) => {
  const { get } = testApp({ mock, history: exampleHistory({ now: () => new Date("2026-11-22T08:00Z") }) });
  const list = `/v1/executions/${given["windowExecutionId"]}/tasks/${given["taskId"]}/invocations`;
  const idsOf = async (): Promise<Readonly<Record<string, string>>> => {
    const { body } = await get(list);
    const first = body["WindowExecutionTaskInvocationIdentities"]?.[0]?.["InvocationId"];
    const { body: targets } = await get(`/v1/executions/${given["windowExecutionId"]}/targets`);
    const instanceId = String(targets["machines"]?.[0]?.["InstanceId"]);
    return { instanceId, ...given, invocationId: String(first) };
  };

  it.each(
    operations.filter(
      ({ path, method }) => method === "get" && path.startsWith("/v1/") && !path.endsWith("/diff"),
    ),
  )("matches its schema: $path", async ({ path, method, operation }) => {
    const ids = await idsOf();
    const archived = path.includes("/nights") ? "mw-0c50858d01e0a000e" : undefined;
    const url = path.replaceAll(
      /\{(\w+)\}/gu,
      (__, name: string) => (name === "windowId" ? archived : undefined) ?? ids[name] ?? "",
    );
    const needed = path.endsWith("/earlier") ? "?before=2026-11-20" : "";
    for (const media of mediaTypesOf(operation)) {
      for (const query of "includeSensitive" in namesOf(operation)
        ? ["", "?includeSensitive=true"]
        : [needed]) {
        const response = await get(url + query, { accept: media });
        expect([url, media, response.status]).toEqual([url, media, 200]);
        if (media === "text/event-stream" || reportDocuments.includes(media)) continue;
        const validate = schemaFor(path, method, "200", media);
        const values = media.includes("ndjson") ? linesOf(response) : [response.body];
        if (!mayBeEmpty.test(path)) expect(values.length).toBeGreaterThan(0);
        expect(values.flatMap((value) => errorsOf(validate, value))).toEqual([]);
      }
    }
  });
});

describe("a response over the demo", () => {
  it("matches its schema for all executions", async () => {
    const { get } = testApp({ mock: { scenario: patchNight }, limits: { requestsPerPage: 400 } });
    const failures = await get("/v1/failures?since=30h&includeSensitive=true");
    expect(errorsOf(schemaFor("/v1/failures", "get", "200", "application/json"), failures.body)).toEqual([]);
    expect(failures.body["executions"]?.length).toBeGreaterThan(5);
    const statuses: number[] = [];
    for (const { WindowExecutionId } of failures.body["executions"] ?? []) {
      for (const route of ["targets", "timeline", "diff"]) {
        const path = `/v1/executions/{windowExecutionId}/${route}`;
        const { status, body } = await get(`/v1/executions/${String(WindowExecutionId)}/${route}`);
        statuses.push(status);
        if (status === 200)
          expect(errorsOf(schemaFor(path, "get", "200", "application/json"), body)).toEqual([]);
      }
    }
    // Some windows have no execution that passed.
    expect(statuses.filter((status) => status === 404).length).toBeLessThan(statuses.length / 3);
  });
});

describe("the registrations of the demo", () => {
  it.each(["targets", "tasks", "schedule"])("match their schema: %s", async (list) => {
    const { get } = testApp({ mock: { scenario: patchNight } });
    const { body } = await get("/v1/windows");
    let items = 0;
    for (const { WindowId } of body["WindowIdentities"] ?? []) {
      for (const query of list === "schedule" ? [""] : ["", "?includeSensitive=true"]) {
        const page = (await get(`/v1/windows/${String(WindowId)}/${list}${query}`)).body;
        items += Number(page["shown"]);
        const path = `/v1/windows/{windowId}/${list}`;
        expect(errorsOf(schemaFor(path, "get", "200", "application/json"), page)).toEqual([]);
      }
    }
    expect(items).toBeGreaterThan(20);
  });
});

describe("a problem", () => {
  it.each([
    "/v1/windows?maxResults=1&x=2",
    "/v1/windows/mw-0123456789abcdef0",
    "/v1/windows/%",
    "/v1/failures?cursor=x",
  ])("matches its schema: %s", async (path) => {
    const validate = ajv.compile({
      $ref: "https://windowpane.example/openapi.json#/components/schemas/Problem",
    });
    expect(errorsOf(validate, (await testApp().get(path)).body)).toEqual([]);
  });

  it("is documented for every status of a route", async () => {
    const { app } = testApp({ mock: { faults: [{ kind: "throttling", rate: 0, burst: 0 }] } });
    for (const { path, method, operation } of operations) {
      const url = path.replaceAll(/\{(\w+)\}/gu, "none");
      const { status } = await read(await app.request(url, { method: method.toUpperCase() }));
      expect(Object.keys(operation["responses"] ?? {}), `${method} ${path}`).toContain(String(status));
    }
  });
});

const mediaTypesOf = (operation: Document): readonly string[] =>
  ["content", "x-other-formats"].flatMap((member) =>
    Object.keys(operation["responses"]?.["200"]?.[member] ?? {}),
  );

const namesOf = (operation: Document): Readonly<Record<string, true>> =>
  Object.fromEntries([...(operation["parameters"] ?? [])].map(({ name }) => [String(name), true]));
