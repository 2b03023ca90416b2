import { afterEach, describe, expect, it, vi } from "vitest";
import { memorySql } from "./memory-sql.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** State of an object whose storage fails at first. */
const stateThatFails = (times: number) => {
  const { sql } = memorySql();
  let alarms = 0;
  return {
    id: {},
    storage: {
      sql,
      setAlarm: async () => {
        alarms += 1;
        if (alarms <= times) throw new Error("The storage is not available.");
      },
      deleteAll: async () => {},
    },
  };
};

describe("the object of an account", () => {
  it("starts at the next request if its storage failed", async () => {
    // The bundler replaces it.
    vi.stubGlobal("EDITION", "test");
    const { AccountObject } = await import("../src/worker.ts");
    const env = { WINDOWPANE_SOURCE: "demo", WINDOWPANE_OPEN: "true" };
    const object = new AccountObject(stateThatFails(1), env);
    const ask = () => object.fetch(new Request("http://account.invalid/v1/windows"));
    await expect(ask()).rejects.toThrow("The storage is not available.");
    expect((await ask()).status).toBe(200);
  });
});
