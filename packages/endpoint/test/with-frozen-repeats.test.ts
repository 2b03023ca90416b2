import type { Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint, withFrozenRepeats } from "../src/index.ts";
import { request } from "./ask.ts";

const answering = (answers: readonly object[]): Transport => {
  let asked = 0;
  return {
    name: "answers",
    send: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer;
    },
  };
};

const send = (transport: Transport): Promise<unknown> => transport.send("DescribeMaintenanceWindows", {}, {});

describe("withFrozenRepeats", () => {
  it("freezes what comes twice, and nothing else", async () => {
    const [once, twice] = [{ WindowIdentities: [] }, { WindowIdentities: [] }];
    const transport = withFrozenRepeats(answering([once, twice, twice]));
    const given = [await send(transport), await send(transport), await send(transport)];
    expect(given).toEqual([once, twice, twice]);
    expect(Object.isFrozen(once)).toBe(false);
    expect(Object.isFrozen(twice)).toBe(true);
  });

  it("lets the endpoint give the same bytes for a kept answer, dates and all", async () => {
    const StartTime = new Date("2026-11-22T03:00:00.170Z");
    const Status = "SUCCESS";
    const endpoint = createEndpoint(withFrozenRepeats(answering([{ Status, StartTime, Name: "Größe" }])));
    const texts: string[] = [];
    for (let count = 0; count < 4; count += 1) texts.push(await (await endpoint(request())).text());
    expect(new Set(texts)).toEqual(
      new Set(['{"Status":"SUCCESS","StartTime":1795316400.17,"Name":"Größe"}']),
    );
  });

  it("lets the endpoint encode anew what its transport makes anew", async () => {
    const endpoint = createEndpoint(
      withFrozenRepeats(answering([{ Status: "IN_PROGRESS" }, { Status: "SUCCESS" }])),
    );
    expect(await (await endpoint(request())).text()).toContain("IN_PROGRESS");
    expect(await (await endpoint(request())).text()).toContain("SUCCESS");
  });
});
