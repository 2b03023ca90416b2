/** Responses of AWS's JSON services to invalid requests. */
import { describe, expect, it } from "vitest";
import { createEndpoint } from "../../src/index.ts";
import { responding, ids, read, request } from "../requests.ts";

type Asked = NonNullable<Parameters<typeof request>[0]>;

const DENIED =
  "<AccessDeniedException>\n" +
  "  <Message>Unable to determine service/operation name to be authorized</Message>\n" +
  "</AccessDeniedException>\n";
const UNKNOWN = '{"__type":"UnknownOperationException"}';
const UNREADABLE = '{"__type":"SerializationException"}';
const PLAIN_UNKNOWN =
  '{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}';
const PLAIN_UNREADABLE =
  '{"Output":{"__type":"com.amazon.coral.service#SerializationException"},"Version":"1.0"}';

const protocol: readonly (readonly [string, Asked, number, string])[] = [
  ["GET", { method: "GET" }, 403, DENIED],
  ["PUT", { method: "PUT" }, 403, DENIED],
  ["DELETE", { method: "DELETE" }, 403, DENIED],
  [
    "another content type, with a target",
    { contentType: "text/plain" },
    404,
    "<UnknownOperationException/>\n",
  ],
  ["another content type, without a target", { contentType: "text/plain", target: null }, 403, DENIED],
  ["no content type", { contentType: null }, 404, "<UnknownOperationException/>\n"],
  ["application/json", { contentType: "application/json" }, 404, PLAIN_UNKNOWN],
  [
    "application/json with an invalid body",
    { contentType: "application/json", body: "{" },
    400,
    PLAIN_UNREADABLE,
  ],
  ["no target", { target: null }, 400, UNKNOWN],
  ["a target of another service", { target: "DynamoDB_20120810.ListTables" }, 400, UNKNOWN],
  ["a target without an operation", { target: "AmazonSSM." }, 400, UNKNOWN],
  ["a target that only an object's prototype has", { target: "AmazonSSM.a.toString" }, 400, UNKNOWN],
  ["no target and no body", { target: null, body: "" }, 400, UNKNOWN],
  ["an empty body", { body: "" }, 400, UNREADABLE],
  ["a body that is not JSON", { body: "WindowId=1" }, 400, UNREADABLE],
  ["a body that is not JSON, without a target", { body: "{", target: null }, 400, UNREADABLE],
  ["a body that is a list", { body: "[]" }, 400, UNREADABLE],
  ["a body that is a text", { body: '"x"' }, 400, UNREADABLE],
  ["a body that is null", { body: "null" }, 400, UNREADABLE],
  ["a body that is not UTF-8", { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, UNREADABLE],
];

const endpoint = createEndpoint(responding(() => ({})).transport);

describe("the protocol", () => {
  it.each(protocol)("rejects %s", async (_case, given, status, body) => {
    expect(await read(endpoint, request(given))).toEqual([status, body]);
  });

  it.each([
    ["its JSON", request({ body: "{" }), "application/x-amz-json-1.1"],
    ["plain JSON", request({ contentType: "application/json" }), "application/json"],
    ["XML", request({ method: "GET" }), null],
  ])("returns AWS's content type for %s, and a request ID", async (_case, given, contentType) => {
    const { headers } = await endpoint(given);
    expect(headers.get("content-type")).toBe(contentType);
    expect(headers.get("x-amzn-requestid")).toMatch(/^[-0-9a-f]{36}$/);
  });

  it("explains that an SSM operation is not supported", async () => {
    const [status, body] = await read(endpoint, request({ target: "AmazonSSM.SendCommand" }));
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      __type: "UnknownOperationException",
      message: expect.stringMatching(
        /^This endpoint does not support the operation SendCommand\. .*GetMaintenanceWindow,/,
      ) as string, // The matcher matches a string.
    });
  });
});

const INTEGER = "can not be converted to an Integer";
const TEXT = "can not be converted to an String";
const LIST_FOUND = "Start of list found where not expected";
const STRUCTURE_FOUND = "Start of structure or map found where not expected.";
const NUMBER = "class com.amazon.coral.value.json.numbers.TruncatingBigNumber";

const types: readonly (readonly [string, object, string])[] = [
  ["a text for an integer", { MaxResults: "10" }, `class java.lang.String ${INTEGER}`],
  ["a boolean for an integer", { MaxResults: true }, `class java.lang.Boolean ${INTEGER}`],
  ["a list for an integer", { MaxResults: [10] }, LIST_FOUND],
  ["a structure for an integer", { MaxResults: {} }, STRUCTURE_FOUND],
  ["a number for a text", { TaskId: 7 }, `${NUMBER} ${TEXT}`],
  ["a boolean for a text", { TaskId: false }, `class java.lang.Boolean ${TEXT}`],
  ["a list for a text", { TaskId: ["x"] }, LIST_FOUND],
  ["a structure for a text", { TaskId: { id: "x" } }, STRUCTURE_FOUND],
  ["a text for a list", { Filters: "STATUS" }, "Expected list or null"],
  ["a number for a list", { Filters: 1 }, "Expected list or null"],
  ["a structure for a list", { Filters: { Key: "STATUS" } }, STRUCTURE_FOUND],
  ["a text for a structure", { Filters: ["STATUS"] }, "Expected null"],
  ["a list for a structure", { Filters: [["STATUS"]] }, LIST_FOUND],
  ["a number deep inside", { Filters: [{ Key: "STATUS", Values: [1] }] }, `${NUMBER} ${TEXT}`],
];

describe("types", () => {
  it.each(types)("reject %s", async (_case, members, Message) => {
    const [status, body] = await read(endpoint, request({ body: JSON.stringify({ ...ids, ...members }) }));
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({ __type: "SerializationException", Message });
  });

  it("are checked before constraints", async () => {
    const [, body] = await read(endpoint, request({ body: '{"TaskId":"x","MaxResults":"1000"}' }));
    expect(body).toContain("SerializationException");
  });

  it("reject a string for a boolean", async () => {
    const target = "AmazonSSM.ListCommandInvocations";
    const [, body] = await read(endpoint, request({ target, body: '{"Details":"true"}' }));
    expect(JSON.parse(body)).toEqual({
      __type: "SerializationException",
      Message: "class java.lang.String can not be converted to an Boolean",
    });
  });

  it("truncate an integer, as AWS does", async () => {
    const { transport, received } = responding(() => ({}));
    await createEndpoint(transport)(request({ body: JSON.stringify({ ...ids, MaxResults: 10.9 }) }));
    expect(received[0]?.input).toMatchObject({ MaxResults: 10 });
  });
});

const FAILED = "failed to satisfy constraint: Member must";
const UUID = String.raw`^[0-9a-fA-F]{8}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{12}$`;
const garbage = "x".repeat(36);
const one = "1 validation error detected: Value";

const constraints: readonly (readonly [string, object, string])[] = [
  ["a missing member", { TaskId: undefined }, `${one} null at 'taskId' ${FAILED} not be null`],
  ["a null for a required member", { TaskId: null }, `${one} null at 'taskId' ${FAILED} not be null`],
  [
    "another pattern",
    { TaskId: garbage },
    `${one} '${garbage}' at 'taskId' ${FAILED} satisfy regular expression pattern: ${UUID}`,
  ],
  [
    "a number too small",
    { MaxResults: 9 },
    `${one} '9' at 'maxResults' ${FAILED} have value greater than or equal to 10`,
  ],
  [
    "a number too big",
    { MaxResults: 101 },
    `${one} '101' at 'maxResults' ${FAILED} have value less than or equal to 100`,
  ],
  [
    "a number of more than 32 bits",
    { MaxResults: 1e20 },
    `${one} '2147483647' at 'maxResults' ${FAILED} have value less than or equal to 100`,
  ],
  [
    "an item's member too short",
    { Filters: [{ Key: "" }] },
    `${one} '' at 'filters.1.member.key' ${FAILED} have length greater than or equal to 1`,
  ],
  [
    "several faults at once",
    { MaxResults: 101, TaskId: undefined },
    `2 validation errors detected: Value null at 'taskId' ${FAILED} not be null; ` +
      `Value '101' at 'maxResults' ${FAILED} have value less than or equal to 100`,
  ],
];

describe("constraints", () => {
  it.each(constraints)("reject %s in AWS's words", async (_case, members, message) => {
    const [status, body] = await read(endpoint, request({ body: JSON.stringify({ ...ids, ...members }) }));
    expect(status).toBe(400);
    const response: unknown = JSON.parse(body);
    expect(response).toMatchObject({ __type: "ValidationException" });
    expect(sorted(response)).toEqual(sorted({ __type: "ValidationException", message }));
  });

  it("reject a value outside an enum", async () => {
    const target = "AmazonSSM.DescribeMaintenanceWindowSchedule";
    const [, body] = await read(endpoint, request({ target, body: '{"ResourceType":"instance"}' }));
    expect(JSON.parse(body)).toEqual({
      __type: "ValidationException",
      message: `${one} 'instance' at 'resourceType' ${FAILED} satisfy enum value set: [INSTANCE, RESOURCE_GROUP]`,
    });
  });

  it("are those of the requested operation", async () => {
    const target = "AmazonSSM.GetMaintenanceWindow";
    const [, body] = await read(endpoint, request({ target, body: "{}" }));
    expect(body).toContain(`Value null at 'windowId' ${FAILED} not be null`);
  });
});

/** AWS reports violations in no particular order. */
const sorted = (response: unknown): unknown => {
  const { message = "" } = response as { readonly message?: string }; // The test has checked the type.
  const [head = "", ...faults] = message.split(/(?:detected: |; )/);
  return [head, ...faults.toSorted()];
};
