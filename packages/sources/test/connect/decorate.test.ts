import { ServiceError, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { decorate } from "../../src/connect/decorate.ts";
import type { Source, SourceEvent } from "../../src/source/source.ts";
import { fakePlatform } from "../fake-platform.ts";

const OPERATION = "DescribeMaintenanceWindows";

const answering: Transport = { name: "answering", send: async () => ({}) };

const oneASecond = [{ operations: [OPERATION], rate: 1, burst: 1 }] as const;

const source = (owner: string): Source => ({
  transport: answering,
  budget: { owner, quotas: oneASecond },
});

describe("the rate limit", () => {
  it("is shared by sources of one account and region", async () => {
    const { platform, waits } = fakePlatform();
    await decorate(source("123 eu-west-1"), { platform }).send(OPERATION, {}, {});
    await decorate(source("123 eu-west-1"), { platform }).send(OPERATION, {}, {});
    expect(waits).toEqual([1000]);
  });

  it("is separate for each region", async () => {
    const { platform, waits } = fakePlatform();
    await decorate(source("123 eu-west-1"), { platform }).send(OPERATION, {}, {});
    await decorate(source("123 us-east-1"), { platform }).send(OPERATION, {}, {});
    expect(waits).toEqual([]);
  });

  it("does not exist for a source without a budget", async () => {
    const { platform, waits } = fakePlatform();
    const transport = decorate({ transport: answering }, { platform });
    for (let count = 0; count < 20; count += 1) await transport.send(OPERATION, {}, {});
    expect(waits).toEqual([]);
  });
});

describe("a failed request", () => {
  const refusing = (code: string) => {
    let tries = 0;
    const transport: Transport = {
      name: "refusing",
      send: (operation) => {
        tries += 1;
        return Promise.reject(new ServiceError(operation, { code }));
      },
    };
    return { transport, tries: () => tries };
  };

  it.each([
    ["ThrottlingException", 10],
    ["InternalServerError", 5],
    ["AccessDeniedException", 1],
  ])("with %s is sent %d times", async (code, most) => {
    const { platform } = fakePlatform();
    const { transport, tries } = refusing(code);
    const decorated = decorate({ transport }, { platform });
    await expect(decorated.send(OPERATION, {}, {})).rejects.toMatchObject({ code });
    expect(tries()).toBe(most);
  });
});

describe("a request that takes long", () => {
  it("is reported with the error of its last attempt", async () => {
    const { platform } = fakePlatform();
    const callbacks: (() => void)[] = [];
    const events: SourceEvent[] = [];
    let attempts = 0;
    const transport: Transport = {
      name: "throttled once",
      async send(operation) {
        attempts += 1;
        if (attempts === 1) throw new ServiceError(operation, { code: "ThrottlingException" });
        callbacks[0]?.();
        callbacks.at(-1)?.();
        return {};
      },
    };
    const after = (_milliseconds: number, run: () => void): (() => void) => {
      callbacks.push(run);
      return () => {};
    };
    const decorated = decorate(
      { transport, budget: { owner: "123", quotas: [] } },
      { platform: { ...platform, after }, notify: (event) => void events.push(event) },
    );
    await decorated.send(OPERATION, {}, {});
    expect(events).toMatchObject([
      { type: "slower", waiting: 0 },
      { type: "retry", attempt: 1, error: { code: "ThrottlingException" } },
      {
        type: "waiting",
        operation: OPERATION,
        milliseconds: 5000,
        attempt: 1,
        error: { code: "ThrottlingException" },
      },
      { type: "waiting", operation: OPERATION, milliseconds: 6000, attempt: 1 },
    ]);
  });
});
