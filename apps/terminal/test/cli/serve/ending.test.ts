import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "./raw-client.ts";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

let program: ServedProgram | undefined;
afterEach(async () => {
  program?.process.kill("SIGKILL");
  await program?.ended;
});

/** Requests a stream of a million items and reads only its start, so that the request stays pending. */
const inFlight = async (url: string): Promise<Response> => {
  const path =
    "/v1/executions/f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001/tasks/f1ee7000-2b7e-4f61-8c05-19e3d7a4b002/invocations";
  return fetch(`${url}${path}`, { headers: { accept: "application/x-ndjson" } });
};

describe("windowpane serve, when stopped,", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "exits with 0 after %s when no request is pending",
    async (signal) => {
      program = await serveProgram(["--demo"]);
      // An idle connection does not delay the exit.
      await (await fetch(`${program.url}/v1/windows`)).text();
      program.process.kill(signal);
      expect(await program.ended).toBe(0);
    },
  );

  it("completes a pending request and accepts no new connection", async () => {
    program = await serveProgram(["--demo"]);
    const client = await connectTo(program.url);
    const body = "{}";
    client.send(
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n" +
        `X-Amz-Target: AmazonSSM.DescribeMaintenanceWindows\r\nContent-Length: ${body.length}\r\n\r\n{`,
    );
    // The server has read the first request's headers when it responds to this one.
    await (await fetch(`${program.url}/healthz`)).text();
    program.process.kill("SIGTERM");
    await program.untilPrinted("Stopping");
    await expect(fetch(`${program.url}/healthz`)).rejects.toThrow("fetch failed");
    client.send("}");
    expect(await client.ended).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await program.ended).toBe(0);
  });

  it("exits immediately after a second signal", async () => {
    program = await serveProgram(["--demo=fleet:1000000"]);
    const response = await inFlight(program.url);
    program.process.kill("SIGTERM");
    await program.untilPrinted("Stopping");
    program.process.kill("SIGTERM");
    expect(await program.ended).toBe(130);
    await expect(response.text()).rejects.toThrow("terminated");
  });
});
