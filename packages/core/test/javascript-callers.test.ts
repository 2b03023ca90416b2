import { describe, expect, it } from "vitest";
import { createClient, InvalidInputError, type Transport } from "../src/index.ts";

/** As a caller without types would pass it. */
const untyped = (value: unknown): never => value as never;

describe("callers without TypeScript get a sentence", () => {
  const transport: Transport = {
    name: "never",
    send: async () => {
      throw new Error("nothing should be sent");
    },
  };

  it.each([[undefined], [null], [{}], ["aws"]])("for the transport %j", (value) => {
    expect(() => createClient(untyped(value))).toThrow(/^createClient needs a transport: .*send/u);
  });

  it("for an operation that does not exist", async () => {
    const call = createClient(transport).call(untyped("ListWindows"), untyped({}));
    await expect(call).rejects.toThrow(InvalidInputError);
    await expect(call).rejects.toThrow('"ListWindows" is not an operation of Windowpane.');
  });

  it("for an operation in another case, with its name", async () => {
    await expect(createClient(transport).call(untyped("listCommands"), untyped({}))).rejects.toThrow(
      "Did you mean ListCommands?",
    );
  });

  it.each([["toString"], ["__proto__"], [undefined], [5]])("for the operation %j", async (name) => {
    await expect(createClient(transport).call(untyped(name), untyped({}))).rejects.toThrow(
      "is not an operation of Windowpane",
    );
  });

  it("for pages of an operation that does not exist, or that has none", async () => {
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
