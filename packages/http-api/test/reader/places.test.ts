import { describe, expect, it } from "vitest";
import { createPlaces } from "../../src/reader/places.ts";
import { startSharedWork } from "../../src/reader/shared-work.ts";

const places = () => createPlaces(1, "--scans-per-caller");
const never = new AbortController().signal;

/** Time limits that the test expires. */
const timers = () => {
  const expiries: (() => void)[] = [];
  return {
    expire: () => {
      for (const expire of expiries.splice(0)) expire();
    },
    sleep: (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        expiries.push(resolve);
        signal.addEventListener("abort", () => resolve());
      }),
  };
};

describe("a place", () => {
  it("is refused while another scan of the caller runs", () => {
    const { take } = places();
    const lease = take("ann", never);
    expect(() => take("ann", never)).toThrow(/1 scans are running/u);
    take("bob", never);
    lease.release();
    take("ann", never);
  });

  it("is free when its signal aborts, and is not freed twice", () => {
    const { take } = places();
    const client = new AbortController();
    const lease = take("ann", client.signal);
    client.abort();
    const second = take("ann", never);
    lease.release();
    lease.moveTo("bob");
    expect(() => take("ann", never)).toThrow(/running/u);
    second.release();
    take("bob", never);
  });

  it("is not taken for a client that has left", () => {
    const { take } = places();
    expect(() => take("ann", AbortSignal.abort("left"))).toThrow("left");
    take("ann", never);
  });
});

describe("shared work", () => {
  const start = () => {
    const { take } = places();
    const { expire, sleep } = timers();
    const clients = ["ann", "bob"].map((callerId) => {
      const client = new AbortController();
      return { callerId, signal: client.signal, leave: () => client.abort(`${callerId} left`) };
    });
    const [ann, bob] = clients;
    if (ann === undefined || bob === undefined) throw new Error("unreachable");
    const options = { timeoutMs: 1000, limitName: "--request-timeout", sleep, places: { take } };
    const work = startSharedWork(ann, options);
    work.join(ann);
    return { take, expire, ann, bob, work };
  };
  const isFree = ({ take }: ReturnType<typeof start>, caller: string): boolean => {
    try {
      take(caller, never).release();
      return true;
    } catch {
      return false;
    }
  };

  it("takes one place, which passes to another client when its owner leaves", () => {
    const all = start();
    const { ann, bob, work } = all;
    work.join(bob);
    expect([isFree(all, "ann"), isFree(all, "bob")]).toEqual([false, true]);
    ann.leave();
    expect([isFree(all, "ann"), isFree(all, "bob"), work.signal.aborted]).toEqual([true, false, false]);
    bob.leave();
    expect([isFree(all, "bob"), work.signal.reason]).toEqual([true, "bob left"]);
  });

  it("is aborted at its time limit, which progress restarts", async () => {
    const all = start();
    const { work, expire } = all;
    work.progress();
    expect(work.signal.aborted).toBe(false);
    expire();
    await Promise.resolve();
    await Promise.resolve();
    expect([work.signal.aborted, isFree(all, "ann")]).toEqual([true, true]);
  });

  it("frees its place at its end, and is not aborted after that", () => {
    const all = start();
    const { ann, work } = all;
    work.end();
    expect(isFree(all, "ann")).toBe(true);
    ann.leave();
    work.progress();
    expect(work.signal.aborted).toBe(false);
  });

  it("accepts no client that has left", () => {
    const { work } = start();
    expect(() => work.join({ callerId: "bob", signal: AbortSignal.abort("left") })).toThrow("left");
  });
});
