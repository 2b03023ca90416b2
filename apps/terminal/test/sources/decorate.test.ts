import { ServiceError, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { decorate, inTurns } from "../../src/sources/decorate.ts";
import type { Host, Source } from "../../src/host/host.ts";
import { readSettings } from "../../src/cli/context/settings.ts";

const OPERATION = "DescribeMaintenanceWindows";

/** A machine whose clock only waiting moves. */
const quietHost = () => {
  let time = 0;
  const waits: number[] = [];
  const host = {
    now: () => new Date(time),
    random: () => 0.5,
    interrupt: new AbortController().signal,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    after: () => () => {},
    stderr: { isTerminal: false },
  };
  // Only these parts of a machine are used here.
  return { host: host as unknown as Host, waits };
};

const silent = {
  result: async () => {},
  note: async () => {},
  progress: async () => {},
  waiting: async () => {},
  settle: async () => {},
};

const answering: Transport = { name: "answering", send: async () => ({}) };

const oneASecond = [{ operations: [OPERATION], rate: 1, burst: 1 }] as const;

const source = (owner: string): Source => ({
  transport: answering,
  budget: { owner, quotas: oneASecond },
});

describe("sources of one account and region", () => {
  it("take turns together, whoever opened them", async () => {
    const { host, waits } = quietHost();
    const [one, other] = [inTurns(source("123 eu-west-1"), host), inTurns(source("123 eu-west-1"), host)];
    await one.send(OPERATION, {}, {});
    await other.send(OPERATION, {}, {});
    expect(waits).toEqual([1000]);
  });

  it("do not wait for those of another", async () => {
    const { host, waits } = quietHost();
    await inTurns(source("123 eu-west-1"), host).send(OPERATION, {}, {});
    await inTurns(source("123 us-east-1"), host).send(OPERATION, {}, {});
    expect(waits).toEqual([]);
  });

  it("without anybody who counts wait for nothing", () => {
    const { host } = quietHost();
    expect(inTurns({ transport: answering }, host)).toBe(answering);
  });
});

describe("a request that is refused", () => {
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
  ])("with %s is tried %d times in all", async (code, most) => {
    const { host } = quietHost();
    const settings = readSettings({}, { env: {}, output: "table" });
    const { transport, tries } = refusing(code);
    const decorated = decorate({ transport }, { host, screen: silent, settings });
    await expect(decorated.send(OPERATION, {}, {})).rejects.toMatchObject({ code });
    expect(tries()).toBe(most);
  });
});
