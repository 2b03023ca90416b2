import { describe, expect, it } from "vitest";
import { ServiceError, withJoin, type CallOptions, type Transport } from "../../src/index.ts";

const WindowExecutionId = "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2";
const other = "11111111-32a7-4ea7-9a6b-b4ef4e3a91c2";
const READ = "GetMaintenanceWindowExecution";
const WRITE = "CancelMaintenanceWindowExecution";

interface Sent {
  readonly signal: CallOptions["signal"];
  resolve(response: unknown): void;
  reject(error: unknown): void;
}

/** A transport whose responses the test gives, and a clock that it sets. */
const subject = (options: { readonly keepFor?: number; readonly maxEntries?: number } = {}) => {
  const sent: Sent[] = [];
  const clock = { now: 1_000_000 };
  const transport: Transport = {
    name: "manual",
    send: (_operation, _input, { signal }) =>
      new Promise((resolve, reject) => {
        sent.push({ signal, resolve, reject });
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  };
  const joined = withJoin(transport, {
    newAbort: () => new AbortController(),
    now: () => clock.now,
    ...options,
  });
  const read = (id = WindowExecutionId, signal?: AbortSignal) =>
    joined.send(READ, { WindowExecutionId: id }, signal === undefined ? {} : { signal });
  return { sent, clock, joined, read };
};

describe("joined requests", () => {
  it("are sent once while they are in flight, and share the response", async () => {
    const { sent, read } = subject();
    const all = Array.from({ length: 1000 }, () => read());
    expect(sent).toHaveLength(1);
    sent[0]?.resolve({ Status: "IN_PROGRESS" });
    const responses = await Promise.all(all);
    expect(new Set(responses).size).toBe(1);
    expect(Object.isFrozen(responses[0])).toBe(true);
    void read();
    expect(sent).toHaveLength(2);
  });

  it("are equal regardless of the order of their members", () => {
    const { sent, joined } = subject();
    const list = "DescribeMaintenanceWindowExecutionTasks";
    void joined.send(list, { WindowExecutionId, MaxResults: 20 }, {});
    void joined.send(list, { MaxResults: 20, WindowExecutionId }, {});
    void joined.send(list, { WindowExecutionId, MaxResults: 21 }, {});
    expect(sent).toHaveLength(2);
  });

  it("all get an error, which is not kept", async () => {
    const { sent, read } = subject({ keepFor: 2000 });
    const all = [read(), read()];
    const refused = new ServiceError(READ, { code: "AccessDeniedException", status: 400 });
    sent[0]?.reject(refused);
    for (const one of all) await expect(one).rejects.toBe(refused);
    const again = read();
    sent[1]?.resolve({ Status: "SUCCESS" });
    await expect(again).resolves.toEqual({ Status: "SUCCESS" });
  });

  it("do not end when one of them is aborted", async () => {
    const { sent, read } = subject();
    const leaving = new AbortController();
    const left = read(WindowExecutionId, leaving.signal);
    const staying = read();
    leaving.abort("left");
    await expect(left).rejects.toBe("left");
    expect(sent[0]?.signal?.aborted).toBe(false);
    sent[0]?.resolve({ Status: "SUCCESS" });
    await expect(staying).resolves.toEqual({ Status: "SUCCESS" });
  });

  it("abort the request when the last of them is aborted, and are not joined after that", async () => {
    const { sent, read } = subject();
    const [first, second] = [new AbortController(), new AbortController()];
    const all = [read(WindowExecutionId, first.signal), read(WindowExecutionId, second.signal)];
    first.abort("first");
    await expect(all[0]).rejects.toBe("first");
    expect(sent[0]?.signal?.aborted).toBe(false);
    second.abort("second");
    await expect(all[1]).rejects.toBe("second");
    expect([sent[0]?.signal?.aborted, sent[0]?.signal?.reason]).toEqual([true, "second"]);
    void read();
    expect(sent).toHaveLength(2);
  });

  it("do not join a request that has been in flight for ten seconds", () => {
    const { sent, clock, read } = subject();
    void read();
    clock.now += 9_999;
    void read();
    expect(sent).toHaveLength(1);
    clock.now += 1;
    void read();
    expect(sent).toHaveLength(2);
  });
});

describe("a kept response", () => {
  const readOnce = async ({ sent, read }: ReturnType<typeof subject>): Promise<void> => {
    const first = read();
    sent.at(-1)?.resolve({ Status: "IN_PROGRESS" });
    await first;
  };

  it("is returned until it is too old, counted from its request", async () => {
    const all = subject({ keepFor: 2000 });
    const { sent, clock, read } = all;
    const first = read();
    clock.now += 500;
    sent[0]?.resolve({ Status: "IN_PROGRESS" });
    await first;
    clock.now += 1499;
    await expect(read()).resolves.toBe(await first);
    clock.now += 1;
    void read();
    expect(sent).toHaveLength(2);
  });

  it("is not returned after the clock was set back", async () => {
    const all = subject({ keepFor: 2000 });
    await readOnce(all);
    all.clock.now -= 3_600_000;
    void all.read();
    expect(all.sent).toHaveLength(2);
  });

  it("is not returned to a request that is already aborted", async () => {
    const all = subject({ keepFor: 2000 });
    await readOnce(all);
    await expect(all.read(WindowExecutionId, AbortSignal.abort("left"))).rejects.toBe("left");
  });

  it("is removed to make room", async () => {
    const all = subject({ keepFor: 2000, maxEntries: 1 });
    await readOnce(all);
    const second = all.read(other);
    all.sent[1]?.resolve({ Status: "IN_PROGRESS" });
    await second;
    void all.read();
    expect(all.sent).toHaveLength(3);
  });

  it("tells when its request was sent", async () => {
    const { sent, clock, joined, read } = subject();
    const first = read();
    clock.now += 70;
    sent[0]?.resolve({ Status: "IN_PROGRESS" });
    expect(joined.sentAt(await first)).toBe(1_000_000);
    expect(joined.sentAt({})).toBeUndefined();
  });
});

describe("a write", () => {
  const cancel = ({ joined }: ReturnType<typeof subject>) => joined.send(WRITE, { WindowExecutionId }, {});

  it("is never joined or kept", async () => {
    const all = subject({ keepFor: 2000 });
    const both = [cancel(all), cancel(all)];
    expect(all.sent).toHaveLength(2);
    for (const { resolve } of all.sent) resolve({ WindowExecutionId });
    await Promise.all(both);
    void cancel(all);
    expect(all.sent).toHaveLength(3);
  });

  it.each(["fails", "succeeds"])("that %s forgets what was read before and during it", async (how) => {
    const all = subject({ keepFor: 2000 });
    const { sent, read } = all;
    const before = read();
    sent[0]?.resolve({ Status: "IN_PROGRESS" });
    await before;
    const write = cancel(all).catch(() => {});
    const during = read();
    expect(sent).toHaveLength(3);
    sent[2]?.resolve({ Status: "IN_PROGRESS" });
    await during;
    if (how === "fails") sent[1]?.reject(new Error("no response"));
    else sent[1]?.resolve({ WindowExecutionId });
    await write;
    void read();
    expect(sent).toHaveLength(4);
  });

  it("lets no later request join one that was sent before", async () => {
    const all = subject({ keepFor: 2000 });
    const before = all.read();
    void cancel(all);
    const after = all.read();
    expect(all.sent).toHaveLength(3);
    all.sent[0]?.resolve({ Status: "IN_PROGRESS" });
    all.sent[2]?.resolve({ Status: "CANCELLING" });
    await expect(before).resolves.toEqual({ Status: "IN_PROGRESS" });
    await expect(after).resolves.toEqual({ Status: "CANCELLING" });
  });
});

it("forgets only the requests that name one of some texts", () => {
  const { sent, joined, read } = subject();
  void read();
  void read(other);
  joined.forget(new Set([other]));
  void read();
  void read(other);
  expect(sent).toHaveLength(3);
});

it("works with a transport that throws at once", async () => {
  const thrown = new Error("at once");
  const broken: Transport = {
    name: "broken",
    send: () => {
      throw thrown;
    },
  };
  const joined = withJoin(broken, { newAbort: () => new AbortController(), now: () => 0 });
  await expect(joined.send(READ, { WindowExecutionId }, {})).rejects.toBe(thrown);
  await expect(joined.send(READ, { WindowExecutionId }, {})).rejects.toBe(thrown);
});
