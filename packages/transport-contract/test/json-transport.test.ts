import { readFileSync } from "node:fs";
import { ServiceError, validateInput } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { describeTransportContract, withoutHttp } from "../src/index.ts";
import { jsonTransport } from "./json-transport.ts";
import { known, smallSubject } from "./small-transport.ts";

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

it("is the same as in the documentation", () => {
  expect(textOf("../../../docs/transport.md")).toContain(
    `\`\`\`ts\n// json-transport.ts\n${textOf("./json-transport.ts")}\`\`\``,
  );
});

describeTransportContract({
  describe,
  it,
  name: "the documented one, over JSON",
  known,
  create: async () => {
    const behind = await smallSubject.create();
    return jsonTransport(async (operation, input) =>
      JSON.stringify(await behind.send(operation, validateInput(operation, input), {})),
    );
  },
  broken: (onRequest) =>
    jsonTransport(async () => {
      onRequest();
      throw new Error("no route");
    }),
  throttled: (onRequest) =>
    jsonTransport(async (operation) => {
      onRequest();
      throw new ServiceError(operation, { code: "ThrottlingException", status: 400, requestId: "1" });
    }),
  hanging: () => jsonTransport(() => new Promise(() => {})),
  skip: withoutHttp("it reads JSON, not HTTP"),
});
