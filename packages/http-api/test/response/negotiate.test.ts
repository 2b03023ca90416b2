import { describe, expect, it } from "vitest";
import { negotiate } from "../../src/response/negotiate.ts";
import { fleetIds } from "@windowpane/transport-mock";
import { testApp } from "../test-app.ts";

const available = ["application/json", "application/x-ndjson"];
const [json, lines] = available;

describe("negotiate", () => {
  it.each([
    [undefined, json],
    ["", json],
    ["*/*", json],
    ["application/*", json],
    ["application/json", json],
    ["APPLICATION/JSON", json],
    ["application/json; charset=utf-8", json],
    ["application/x-ndjson", lines],
    ["application/x-ndjson, application/json;q=0.9", lines],
    ["application/json;q=0.1, application/x-ndjson;q=0.2", lines],
    ["*/*;q=0.1, application/x-ndjson", lines],
    ["application/json;q=0, */*", lines],
    ["application/*;q=0.5, application/json;q=0.4", lines],
    ["text/html, application/xhtml+xml, */*;q=0.8", json],
    ["application/json;q=2", json],
    ["application/json;q=x", json],
    [",,,application/x-ndjson,", lines],
  ])("selects the media type for Accept: %s, which is %s", (accept, media) => {
    expect(negotiate(accept, available)).toBe(media);
  });

  it.each(["text/html", "application/json;q=0", "*/*;q=0", "application/xml, text/*", ";", "json", "/"])(
    "throws for Accept: %s",
    (accept) => {
      expect(() => negotiate(accept, available)).toThrow("Accept matches no media type of the route.");
    },
  );

  it("responds with 406 and the available media types", async () => {
    const path = `/v1/executions/${fleetIds.WindowExecutionId}/report`;
    const { status, body } = await testApp().get(path, { accept: "image/png" });
    expect([status, body["available"]]).toEqual([
      406,
      ["application/json", "text/html", "text/markdown", "text/csv", "application/xml"],
    ]);
  });
});
