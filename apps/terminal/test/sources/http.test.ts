/** A Windowpane API, or an SSM-compatible endpoint without signatures, as a source. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { operationNames, operations } from "@windowpane/core";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWith } from "../fake-host.ts";
import { startEndpoint, type LocalEndpoint } from "../local-endpoint.ts";
import { serveProgram } from "../cli/serve/serve-program.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const scenario = fleet({ invocations: 250 });
const reading = operationNames.filter((name) => operations[name].effect === "read").length;

describe("an HTTP source", () => {
  let endpoint: LocalEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint(mockTransport({ scenario }));
  });
  afterAll(() => endpoint.close());

  it("gives the same results as the account itself, over all pages", async () => {
    for (const words of [
      ["invocations", WindowExecutionId, TaskId, "--output", "json"],
      ["report", WindowExecutionId, "--format", "json"],
      ["executions", fleetIds.WindowId],
    ]) {
      const there = await runWith(words, { transport: mockTransport({ scenario }) });
      const here = await runWith([...words, "--source", endpoint.url]);
      expect(here).toEqual(there);
      expect(here.exitCode).toBe(0);
    }
  });

  it("is not shown as AWS by doctor, and has no policy", async () => {
    const { stdout } = await runWith(["doctor", "--source", endpoint.url]);
    expect(stdout).toContain("  works  ssm:DescribeMaintenanceWindows\n");
    expect(stdout).toContain(`All ${reading} read operations work at this endpoint.`);
    expect(stdout).not.toMatch(/allowed|polic/);
  });

  it("keeps the message of an error", async () => {
    const { stderr, exitCode } = await runWith([
      "call",
      "get-maintenance-window-execution",
      "--window-execution-id",
      "00000000-0000-0000-0000-000000000000",
      "--source",
      endpoint.url,
    ]);
    expect(exitCode).toBe(254);
    expect(stderr).toContain("DoesNotExistException");
  });

  it.each([
    ["--profile", "prod"],
    ["--region", "eu-west-1"],
    ["--endpoint-url", "http://localhost:1"],
  ])("refuses %s", async (flag, value) => {
    const { stderr, exitCode } = await runWith(["windows", "--source", endpoint.url, flag, value]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain(`${flag} does not apply to an HTTP source.`);
  });
});

describe("a token", () => {
  const token = "a-token-of-thirty-two-characters-or-more";

  /** Authenticates by the token only, as a Windowpane API does. */
  const guarded = async (
    refusal: { readonly status: number; readonly body: string },
    test: (url: string) => Promise<void>,
  ): Promise<void> => {
    const server = createServer((request, response) => {
      const isKnown = request.headers.authorization === `Bearer ${token}`;
      response.writeHead(isKnown ? 200 : refusal.status, { "content-type": "application/x-amz-json-1.1" });
      response.end(isKnown ? '{"WindowIdentities":[]}' : refusal.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
    try {
      await test(`http://127.0.0.1:${port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  const missing = {
    status: 400,
    body: '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
  };

  it("is read from WINDOWPANE_TOKEN without the line break, and never shown", async () => {
    await guarded(missing, async (url) => {
      const { stdout, stderr, exitCode } = await runWith(["windows", "--source", url, "--debug"], {
        env: { WINDOWPANE_TOKEN: `${token}\n` },
      });
      expect(exitCode).toBe(0);
      expect(stdout + stderr).not.toContain(token);
    });
  });

  it.each([
    missing,
    { status: 400, body: '{"__type":"UnrecognizedClientException","message":"The token is not known."}' },
    { status: 401, body: "" },
    { status: 403, body: "<html>" },
  ])("that is missing or wrong is reported with what to do: %j", async (refusal) => {
    await guarded(refusal, async (url) => {
      const without = await runWith(["windows", "--source", url]);
      expect(without.exitCode).toBe(253);
      expect(without.stderr).toContain(`${url} requires authentication`);
      expect(without.stderr).toContain("Set WINDOWPANE_TOKEN");
      expect(without.stderr).toContain(`--source aws --endpoint-url ${url}`);
      const wrong = await runWith(["failures", "--source", url], { env: { WINDOWPANE_TOKEN: "another" } });
      expect(wrong.exitCode).toBe(253);
      expect(wrong.stderr).toContain(`${url} does not accept the token in WINDOWPANE_TOKEN`);
      expect(wrong.stderr).not.toContain("another");
    });
  });

  it("is not sent over plain HTTP to another machine", async () => {
    const { stderr, exitCode } = await runWith(["windows", "--source", "http://windowpane.example"], {
      env: { WINDOWPANE_TOKEN: token },
    });
    expect(exitCode).toBe(253);
    expect(stderr).toContain("would be sent to http://windowpane.example without encryption");
    expect(stderr).not.toContain(token);
  });

  it("with characters that a header cannot contain is refused without being shown", async () => {
    const { stderr, exitCode } = await runWith(["windows", "--source", "https://windowpane.example"], {
      env: { WINDOWPANE_TOKEN: "two\nlines" },
    });
    expect(exitCode).toBe(253);
    expect(stderr).not.toContain("two");
  });

  it("is refused in a URL", async () => {
    const { stderr, exitCode } = await runWith([
      "windows",
      "--source",
      "https://me:secret@windowpane.example",
    ]);
    expect(exitCode).toBe(252);
    expect(stderr).not.toContain("secret");
  });

  it("opens a Windowpane API", async () => {
    const program = await serveProgram(["--demo=fleet:50"], { WINDOWPANE_TOKENS: `ops:read:${token}` });
    try {
      const words = ["windows", "--output", "json", "--source", program.url];
      const { stdout, exitCode } = await runWith(words, { env: { WINDOWPANE_TOKEN: token } });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ WindowIdentities: [{ Name: "fleet" }] });
      expect((await runWith(words)).exitCode).toBe(253);
    } finally {
      await program.stop();
    }
  });
});
