import { expect } from "vitest";
import { ask, askSsm, jsonOf } from "../subject/ask.ts";
import { credentialVariables, STOPPER } from "../subject/credentials.ts";
import type { Line } from "../subject/subject.ts";

const KIBIBYTE = 1024;

/** What one request and one caller may take. */
export const limitLines: Readonly<Record<string, Line>> = {
  "refuses a body beyond 64 KiB and answers the next request": async ({ url }) => {
    const response = await askSsm(url, "DescribeMaintenanceWindows", `{"x":"${"a".repeat(65 * KIBIBYTE)}"}`);
    expect(response.status).toBe(413);
    await response.body?.cancel();
    expect((await askSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "reads no body that its length gives away, however large": async ({ url }) => {
    const response = await askSsm(
      url,
      "DescribeMaintenanceWindows",
      `{"x":"${"a".repeat(4096 * KIBIBYTE)}"}`,
    ).catch(() => undefined);
    // A server may also close the connection on a client that goes on sending.
    expect([413, undefined]).toContain(response?.status);
    expect((await askSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "answers a body that is no JSON as AWS does": async ({ url }) => {
    const response = await askSsm(url, "DescribeMaintenanceWindows", "{");
    expect(response.status).toBe(400);
    expect(await jsonOf(response)).toMatchObject({ __type: "SerializationException" });
  },

  "tells a caller that asks too often to wait, and no other": async ({ subject }) => {
    const running = await subject.start(
      { WINDOWPANE_SOURCE: "demo:fleet:10", ...credentialVariables },
      { requestsPerMinute: 5 },
    );
    try {
      const statuses: number[] = [];
      for (let count = 0; count < 8; count += 1) {
        const response = await ask(running.url, "/v1/windows");
        statuses.push(response.status);
        if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
        await response.body?.cancel();
      }
      expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
      expect(statuses.at(-1)).toBe(429);
      const throttled = await askSsm(running.url, "DescribeMaintenanceWindows", {});
      expect(await jsonOf(throttled)).toMatchObject({ __type: "ThrottlingException" });
      expect((await ask(running.url, "/v1/windows", { token: STOPPER })).status).toBe(200);
    } finally {
      await running.stop();
    }
  },
};
