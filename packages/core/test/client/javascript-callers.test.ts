import { describe, expect, it } from "vitest";
import {
  createClient,
  createPace,
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

  it("for a request that is not an object", async () => {
    await expect(
      createClient(transport).call("DescribeMaintenanceWindows", untyped(undefined)),
    ).rejects.toThrow(InvalidInputError);
  });
});
