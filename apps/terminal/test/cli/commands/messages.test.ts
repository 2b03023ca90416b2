import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { insertMessages, messagesForMissed } from "@windowpane/messages";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../fake-host.ts";

let server: Server;
let port = 0;
let folder = "";
let received: { readonly path: string; readonly body: string }[] = [];
/** Status of the answers to /gone. */
let goneStatus = 404;

beforeEach(async () => {
  received = [];
  goneStatus = 404;
  folder = mkdtempSync(join(tmpdir(), "windowpane-messages-"));
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const { url: path = "" } = request;
      received.push({ path, body });
      if (path.startsWith("/gone")) response.writeHead(goneStatus).end(`Cannot POST ${path}`);
      else response.end("ok");
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

const configuration = () => ({
  regions: ["eu-west-1"],
  accounts: [{ id: "111122223333", name: "payments", direct: true }],
  messages: {
    link: "https://windowpane.example.com",
    destinations: [
      { name: "ops", type: "slack", url: `http://127.0.0.1:${port}/ops/T0SECRET`, privateAddress: true },
      { name: "gone", type: "teams", url: { variable: "GONE_URL" }, privateAddress: true },
      { name: "audit", type: "webhook", url: { file: "url" }, secret, privateAddress: true },
    ],
  },
});

const run = (...argv: readonly string[]): Promise<Outcome> => runIn({}, ...argv);

const runIn = (env: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Outcome> =>
  runWith(["messages", ...argv], {
    env: {
      WINDOWPANE_FLEET: "fleet.json",
      WINDOWPANE_ARCHIVE: join(folder, "archive.sqlite"),
      GONE_URL: `http://127.0.0.1:${port}/gone/T0SECRET`,
      ...env,
    },
    files: {
      "fleet.json": JSON.stringify(configuration()),
      url: `http://127.0.0.1:${port}/audit/T0SECRET\n`,
    },
  });

/** Stores a message about a missed run for each destination. */
const storeMissed = async (): Promise<void> => {
  const sql = await openSqliteFile(join(folder, "archive.sqlite"));
  await openArchive({ sql, now: () => new Date(0) });
  const messages = messagesForMissed(
    {
      Account: "111122223333",
      Region: "eu-west-1",
      WindowId: "mw-0123456789abcdef0",
      Name: "nightly",
      expected: new Date("2026-11-22T02:00:00Z"),
      certainty: "missed",
      reason: "AWS lists no execution for this start.",
    },
    {
      destinations: configuration().messages.destinations.map(({ name }) => ({
        name,
        type: "webhook" as const,
        url: "https://example.com",
      })),
      now: new Date("2026-11-22T03:00:00Z"),
    },
  );
  await sql.batch(insertMessages(messages));
  sql.close();
};

describe("messages", () => {
  it("sends a test message to each destination and shows the response, without secrets", async () => {
    const { stdout, stderr, exitCode } = await run("test");
    expect(exitCode).toBe(255);
    expect(stdout).toBe(
      `destination  type     host${" ".repeat(`127.0.0.1:${port}`.length - 2)}result        status  response\n` +
        `ops          slack    127.0.0.1:${port}  accepted      200     ok\n` +
        `gone         teams    127.0.0.1:${port}  not accepted  404\n` +
        `audit        webhook  127.0.0.1:${port}  accepted      200     ok\n`,
    );
    expect(stderr).toBe(
      `gone (127.0.0.1:${port}) answered 404: Cannot POST … Create a new flow in the Workflows app of Teams and enter its URL in the configuration.\n`,
    );
    expect(received.map(({ path }) => path)).toEqual(["/ops/T0SECRET", "/gone/T0SECRET", "/audit/T0SECRET"]);
    expect(received[0]?.body).toContain("This is a test from Windowpane.");
    expect((await run("test", "ops")).exitCode).toBe(0);
  });

  it("sends what is due, lists dead letters, and sends it again", async () => {
    await storeMissed();
    const sent = await run("send");
    expect({ stdout: sent.stdout, exitCode: sent.exitCode }).toEqual({
      stdout: "2 messages sent, 1 dead letter.\n",
      exitCode: 255,
    });
    const dead = await run("list", "--state", "dead", "--output", "json");
    expect(JSON.parse(dead.stdout)).toMatchObject([
      {
        state: "dead",
        destination: "gone",
        kind: "missed",
        account: "111122223333",
        title: "Did not run: nightly, 2026-11-22 02:00:00 UTC",
        status: 404,
        failedAttempts: 1,
      },
    ]);
    expect(`${dead.stdout}${sent.stderr}`).not.toContain("SECRET");
    expect(await run("retry", "--id", "msg_x")).toMatchObject({
      stderr: expect.stringMatching(
        /^There is no dead letter with the ID "msg_x"\.\n`windowpane messages list/u,
      ) as unknown,
      exitCode: 252,
    });
    goneStatus = 202;
    const again = await run("retry", "gone");
    expect(again).toMatchObject({ stdout: "1 message sent.\n", exitCode: 0 });
    expect(again.stderr).toBe("1 message made pending again.\n");
    expect(JSON.parse((await run("list", "--state", "dead", "--output", "json")).stdout)).toEqual([]);
    expect((await run("list", "--destination", "nightly")).stderr).toBe("No message matches.\n");
  });

  it("send to all other destinations when a variable is not set, and tell what to do", async () => {
    await storeMissed();
    const missing = { GONE_URL: "" };
    const problem =
      "No message can be sent to gone: messages.destinations[1].url refers to the variable GONE_URL, which is not set. Set it, or change the configuration.";
    const sent = await runIn(missing, "send");
    expect(sent).toMatchObject({
      stdout: "2 messages sent, 1 waits for a destination that cannot be used.\n",
      stderr: `${problem} 1 message waits for it.\n`,
      exitCode: 255,
    });
    const listed = JSON.parse((await runIn(missing, "list", "--output", "json")).stdout) as object[];
    expect(listed).toContainEqual(
      expect.objectContaining({ state: "pending", destination: "gone", failedAttempts: 0, error: problem }),
    );
    const tested = await runIn(missing, "test", "gone");
    expect(tested).toMatchObject({ stderr: `${problem}\n`, exitCode: 255 });
    expect(tested.stdout).toMatch(/^destination .*\ngone +teams +not accepted *\n$/u);
    expect(
      (await runIn(missing, "preview", "store-kiosk-agent", "--demo", "--destination", "gone")).exitCode,
    ).toBe(0);
    goneStatus = 202;
    expect(await run("send")).toMatchObject({ stdout: "1 message sent.\n", stderr: "", exitCode: 0 });
  });

  it("prints the message about an execution without sending it", async () => {
    const { stdout } = await run("preview", "store-kiosk-agent", "--demo", "--fleet", "fleet.json");
    expect(stdout).toMatch(
      /^✖ PARTIAL: store-kiosk-agent\n4 of 40 machines were unreachable, 36 passed\. AWS still reports SUCCESS\.\n/u,
    );
    const json = await run(
      "preview",
      "store-kiosk-agent",
      "--demo",
      "--fleet",
      "fleet.json",
      "--destination",
      "gone",
      "--output",
      "json",
    );
    expect(JSON.parse(json.stdout)).toMatchObject({ type: "message", attachments: [{}] });
    expect(received).toEqual([]);
  });

  it.each([
    [["test", "opps"], 'There is no destination "opps".\nThe configuration has ops, gone, audit.\n', 252],
    [
      ["list"],
      /There is no archive at .*archive\.sqlite\.\nRun `windowpane collect[^`]*` to create one, or choose another with --archive\.\n/u,
      252,
    ],
  ])("explains %j", async (argv, stderr, exitCode) => {
    const outcome = await run(...argv);
    expect(outcome.stderr).toMatch(stderr);
    expect(outcome.exitCode).toBe(exitCode);
  });

  it("are part of doctor: unreachable destinations and dead letters", async () => {
    await storeMissed();
    await run("send");
    const given = configuration();
    const closed = {
      name: "closed",
      type: "slack",
      url: "http://127.0.0.1:1/T0SECRET",
      privateAddress: true,
    };
    const unset = { name: "unset", type: "slack", url: { variable: "UNSET_URL" } };
    const { stderr } = await runWith(["doctor", "--endpoint-url", `http://127.0.0.1:${port}/ssm`], {
      env: {
        WINDOWPANE_FLEET: "fleet.json",
        WINDOWPANE_ARCHIVE: join(folder, "archive.sqlite"),
        GONE_URL: `http://127.0.0.1:${port}/gone`,
        AWS_ACCESS_KEY_ID: "x",
        AWS_SECRET_ACCESS_KEY: "y",
        AWS_CONFIG_FILE: "config",
        AWS_SHARED_CREDENTIALS_FILE: "credentials",
      },
      files: {
        "fleet.json": JSON.stringify({
          ...given,
          messages: { destinations: [...given.messages.destinations, closed, unset] },
        }),
        url: `http://127.0.0.1:${port}/audit`,
        config: "",
        credentials: "",
      },
    });
    expect(stderr.replaceAll(/ --fleet [^`]*/gu, ""))
      .toContain(`Messages: 3 of 5 destinations can be reached, 0 pending, 1 dead letter.
No message can be sent to unset: messages.destinations[4].url refers to the variable UNSET_URL, which is not set. Set it, or change the configuration.
closed (127.0.0.1:1) cannot be reached: it refused the connection. Check its URL, DNS and the firewall; then run \`windowpane messages test closed\`.
1 message to gone is a dead letter. Run \`windowpane messages list --state dead\` for the reasons, and \`windowpane messages retry gone\` to send it again.
`);
    expect(stderr).not.toContain("SECRET");
  });

  it("are part of doctor: dead letters to a destination that was removed", async () => {
    await storeMissed();
    await run("send");
    const { stderr } = await runWith(["doctor", "--endpoint-url", `http://127.0.0.1:${port}/ssm`], {
      env: {
        WINDOWPANE_FLEET: "fleet.json",
        WINDOWPANE_ARCHIVE: join(folder, "archive.sqlite"),
        AWS_ACCESS_KEY_ID: "x",
        AWS_SECRET_ACCESS_KEY: "y",
        AWS_CONFIG_FILE: "config",
        AWS_SHARED_CREDENTIALS_FILE: "credentials",
      },
      files: {
        "fleet.json": JSON.stringify({
          ...configuration(),
          messages: { destinations: [configuration().messages.destinations[0]] },
        }),
        config: "",
        credentials: "",
      },
    });
    expect(stderr).toContain(
      "1 message to gone is a dead letter. The destination is not in the configuration: add it again to send it. Otherwise, it is deleted after 60 days.\n",
    );
  });

  it("needs a fleet configuration with messages", async () => {
    expect(await runWith(["messages", "test"])).toMatchObject({
      stderr:
        "There is no fleet configuration, which names the destinations of messages.\nAdd --fleet FILE with a messages section; docs/messages.md shows one.\n",
      exitCode: 253,
    });
  });
});
