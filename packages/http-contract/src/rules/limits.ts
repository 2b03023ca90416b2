import { expect } from "vitest";
import { request, requestSsm, jsonOf } from "../subject/request.ts";
import { credentialVariables, CANCELLER } from "../subject/credentials.ts";
import type { HttpRule } from "../subject/subject.ts";

const KIBIBYTE = 1024;

/** Rules about body size and rate limits. */
export const limitRules: Readonly<Record<string, HttpRule>> = {
  "rejects a body larger than 64 KiB and handles the next request": async ({ url }) => {
    const response = await requestSsm(
      url,
      "DescribeMaintenanceWindows",
      `{"x":"${"a".repeat(65 * KIBIBYTE)}"}`,
    );
    expect(response.status).toBe(413);
    await response.body?.cancel();
    expect((await requestSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "does not read a body whose content-length is too large": async ({ url }) => {
    const response = await requestSsm(
      url,
      "DescribeMaintenanceWindows",
      `{"x":"${"a".repeat(4096 * KIBIBYTE)}"}`,
    ).catch(() => undefined);
    // A server may also close the connection if the client continues to send.
    expect([413, undefined]).toContain(response?.status);
    expect((await requestSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "rejects a body that is not JSON with AWS's error": async ({ url }) => {
    const response = await requestSsm(url, "DescribeMaintenanceWindows", "{");
    expect(response.status).toBe(400);
    expect(await jsonOf(response)).toMatchObject({ __type: "SerializationException" });
  },

  "limits the rate of one caller only": async ({ subject }) => {
    const running = await subject.start(
      { WINDOWPANE_SOURCE: "demo:fleet:10", ...credentialVariables },
      { requestsPerMinute: 5 },
    );
    try {
      const statuses: number[] = [];
      for (let count = 0; count < 8; count += 1) {
        const response = await request(running.url, "/v1/windows");
        statuses.push(response.status);
        if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
        await response.body?.cancel();
      }
      expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
      expect(statuses.at(-1)).toBe(429);
      const throttled = await requestSsm(running.url, "DescribeMaintenanceWindows", {});
      expect(await jsonOf(throttled)).toMatchObject({ __type: "ThrottlingException" });
      expect((await request(running.url, "/v1/windows", { token: CANCELLER })).status).toBe(200);
    } finally {
      await running.stop();
    }
  },
};
