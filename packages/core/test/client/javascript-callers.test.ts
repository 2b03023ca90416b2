import { describe, expect, it } from "vitest";
import {
  createClient,
  createPace,
  createReader,
  InvalidInputError,
  jsonSchema,
  shapeOf,
  withCache,
  withPace,
  withRetry,
  type Transport,
} from "../../src/index.ts";

/** A value as a caller without types passes it. */
const untyped = (value: unknown): never => value as never;

describe("callers without TypeScript get an error message", () => {
  const transport: Transport = {
    name: "never",
    send: async () => {
      throw new Error("nothing should be sent");
    },
  };

  it.each([[undefined], [null], [{}], ["aws"]])("for the transport %j", (value) => {
    expect(() => createClient(untyped(value))).toThrow(/^createClient needs a transport: .*send/u);
  });

  it("for a client of the AWS SDK instead of a transport", () => {
    const client = { send: async () => ({}), middlewareStack: {} };
    expect(() => createClient(untyped(client))).toThrow(
      "It received a client of the AWS SDK. Pass one, such",
    );
  });

  it("for a transport instead of a client", () => {
    expect(() => createReader(untyped(transport))).toThrow(
      "A client is needed. It is a transport. Pass createClient(transport).",
    );
  });

  it.each([
    ["withRetry", (value: never) => withRetry(value, { sleep: async () => {}, random: () => 0 })],
    ["withCache", (value: never) => withCache(value)],
    ["withPace", (value: never) => withPace(value, createPace({ now: () => 0, sleep: async () => {} }))],
  ])("for a missing transport of %s", (name, wrap) => {
    expect(() => wrap(untyped(undefined))).toThrow(
      `${name} needs a transport: an object with a send method.`,
    );
  });

  it("for a shape or a schema of an operation that does not exist", () => {
    for (const read of [jsonSchema, shapeOf]) {
      expect(() => read(untyped("Foo"), "input")).toThrow('"Foo" is not an operation of Windowpane.');
    }
  });

  it("for an operation that does not exist", async () => {
    const call = createClient(transport).call(untyped("ListWindows"), untyped({}));
    await expect(call).rejects.toThrow(InvalidInputError);
    await expect(call).rejects.toThrow('"ListWindows" is not an operation of Windowpane.');
  });

  it("for an operation in another case, with the correct name", async () => {
    await expect(createClient(transport).call(untyped("listCommands"), untyped({}))).rejects.toThrow(
      "Did you mean ListCommands?",
    );
  });

  it.each([["toString"], ["__proto__"], [undefined], [5]])("for the operation %j", async (name) => {
    await expect(createClient(transport).call(untyped(name), untyped({}))).rejects.toThrow(
      "is not an operation of Windowpane",
    );
  });

  it("for pages of an operation that does not exist or has no pages", async () => {
    const client = createClient(transport);
    await expect(client.pages(untyped("Nothing"), untyped({})).next()).rejects.toThrow("is not an operation");
    await expect(client.items(untyped("Nothing"), untyped({})).next()).rejects.toThrow("is not an operation");
    await expect(
      client.items(untyped("GetMaintenanceWindow"), untyped({ WindowId: "mw-0123456789abcdef0" })).next(),
    ).rejects.toThrow("GetMaintenanceWindow does not return pages. Use call.");
  });

  it.each([
    [undefined, "null"],
    ["mw-1", "'mw-1'"],
    [[], "'[]'"],
  ])("for the request %j", async (request, shown) => {
    const call = createClient(transport).call("DescribeMaintenanceWindows", untyped(request));
    await expect(call).rejects.toThrow(InvalidInputError);
    await expect(call).rejects.toThrow(`The request must be an object. It is ${shown}`);
  });
});

describe("a transport that a caller without TypeScript wrote", () => {
  const list = "DescribeMaintenanceWindows";
  const items = (response: unknown) =>
    createClient({ name: "wrong", send: async () => untyped(response) })
      .items(list, {})
      .next();

  it.each([
    ["a Response", new Response("{}")],
    ["an Error", new Error("not thrown")],
    ["a Map", new Map()],
    ["an object around the body", { statusCode: 200, body: "{}" }],
    ["a sign-in page as JSON", { error: "login_required" }],
  ])("does not pass %s as an empty list", async (_, response) => {
    await expect(items(response)).rejects.toThrow(
      `The response to ${list} cannot be read: expected an object with members of the operation, such as `,
    );
  });

  it.each([["{}"], ['{"$metadata":{"httpStatusCode":200}}']])("passes %s as an empty list", async (json) => {
    expect(await items(JSON.parse(json))).toEqual({ done: true, value: undefined });
  });

  it("rejects with the signal's reason, although the transport ignores the signal", async () => {
    const controller = new AbortController();
    const hanging = createClient({ name: "hanging", send: async () => new Promise(() => {}) });
    const call = hanging.call(list, {}, { signal: controller.signal });
    controller.abort("stopped");
    await expect(call).rejects.toBe("stopped");
  });

  it("can return a response without a promise", async () => {
    const { signal } = new AbortController();
    const client = createClient({ name: "direct", send: () => untyped({ WindowIdentities: [] }) });
    expect(await client.call(list, {}, { signal })).toEqual({ WindowIdentities: [] });
  });
});
