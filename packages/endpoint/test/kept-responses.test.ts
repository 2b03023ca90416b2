import { withCache, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint } from "../src/index.ts";
import { ids, request } from "./requests.ts";

const operation = "GetMaintenanceWindowExecution";
const StartTime = new Date("2026-11-22T03:00:00.170Z");

const responding = (Status: () => string): Transport => ({
  name: "answers",
  send: async () => ({ Status: Status(), StartTime, Name: "Größe" }),
});

const texts = async (transport: Transport, times: number): Promise<readonly string[]> => {
  const endpoint = createEndpoint(transport);
  const all: string[] = [];
  const { WindowExecutionId } = ids;
  for (let count = 0; count < times; count += 1)
    all.push(
      await (
        await endpoint(
          request({ target: `AmazonSSM.${operation}`, body: JSON.stringify({ WindowExecutionId }) }),
        )
      ).text(),
    );
  return all;
};

describe("an endpoint with a cache", () => {
  it("returns the same body for a cached response", async () => {
    const all = await texts(withCache(responding(() => "SUCCESS")), 4);
    expect(new Set(all)).toEqual(new Set(['{"Status":"SUCCESS","StartTime":1795316400.17,"Name":"Größe"}']));
  });

  it("encodes a cached response once", async () => {
    let reads = 0;
    const response = {
      Status: "SUCCESS",
      get Name(): string {
        reads += 1;
        return "kept";
      },
    };
    await texts(withCache({ name: "counted", send: async () => response }), 5);
    expect(reads).toBe(4);
  });

  it("encodes new responses each time", async () => {
    const statuses = ["IN_PROGRESS", "SUCCESS"];
    const all = await texts(withCache(responding(() => statuses.shift() ?? "")), 2);
    expect(all.map((text) => /"Status":"(?<status>\w+)"/u.exec(text)?.groups?.["status"])).toEqual([
      "IN_PROGRESS",
      "SUCCESS",
    ]);
  });
});
