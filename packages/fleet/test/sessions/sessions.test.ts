import { inspect } from "node:util";
import { errorMeaning, isWindowpaneError } from "@windowpane/core";
import { requestHandler } from "@windowpane/endpoint";
import { createLoopback, type LoopbackOptions } from "@windowpane/loopback";
import { describe, expect, it } from "vitest";
import { createSessions, type SessionSubject } from "../../src/index.ts";
import { createOrganization, MANAGEMENT, memberId, REGION, roleOf } from "../organization.ts";

const MEMBER = memberId(0);

const subject: SessionSubject = { Account: MEMBER, Region: REGION, role: roleOf(MEMBER) };

const HOUR = 3_600_000;
const MINUTE = 60_000;

const errorOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail("it did not reject"),
    (error: unknown) => error,
  );

/** What a rejection means: its code and its meaning. */
const reasonOf = async (promise: Promise<unknown>) => {
  const error = await errorOf(promise);
  if (!isWindowpaneError(error)) throw error;
  return [error.kind === "service" ? error.code : error.kind, errorMeaning(error)];
};

describe("a session", () => {
  it("is shared by all that wait for the role, and by all regions of the account", async () => {
    const { loopback, sessions } = createOrganization();
    const all = await Promise.all(
      [REGION, "us-east-1", REGION].map((Region) => sessions.credentials({ ...subject, Region })),
    );
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect(all[0]?.accessKeyId).toMatch(/^ASIA/);
    expect(loopback.requests.get("sts:AssumeRole")).toBe(1);
  });

  it("is renewed five minutes before its end, once for all that wait", async () => {
    const { loopback, sessions, advance } = createOrganization();
    const first = await sessions.credentials(subject);
    advance(HOUR - 6 * MINUTE);
    expect(await sessions.credentials(subject)).toBe(first);
    advance(2 * MINUTE);
    const renewed = await Promise.all([sessions.credentials(subject), sessions.credentials(subject)]);
    expect(renewed[0]).toBe(renewed[1]);
    expect(renewed[0]?.accessKeyId).not.toBe(first.accessKeyId);
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
  });

  it("is used until its end if it cannot be renewed, and the renewal is tried again after 30 seconds", async () => {
    const { loopback, sessions, advance } = createOrganization();
    const first = await sessions.credentials(subject);
    advance(HOUR - 4 * MINUTE);
    loopback.faults.deniedAccounts = [MEMBER];
    expect(await sessions.credentials(subject)).toBe(first);
    expect(await sessions.credentials(subject)).toBe(first);
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
    advance(31_000);
    expect(await sessions.credentials(subject)).toBe(first);
    expect(loopback.requests.get("sts:AssumeRole")).toBe(3);
    advance(4 * MINUTE);
    expect(await reasonOf(sessions.credentials(subject))).toEqual(["AccessDenied", "denied"]);
  });

  it("is requested again at once after it was forgotten", async () => {
    const { loopback, sessions } = createOrganization();
    await sessions.credentials(subject);
    sessions.forget(subject);
    await sessions.credentials(subject);
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
  });

  it("leaves the connections of a given request handler open, which others use", async () => {
    const { loopback } = createOrganization();
    let closed = 0;
    const handler = { ...requestHandler(loopback.fetch), destroy: () => (closed += 1) };
    const source = loopback.credentials();
    const sessions = createSessions({
      source: () => Promise.resolve(source),
      region: REGION,
      now: Date.now,
      sts: { requestHandler: handler },
    });
    await sessions.credentials(subject);
    expect(closed).toBe(0);
  });

  it("is not needed for an account that is read directly", async () => {
    const { loopback, sessions } = createOrganization();
    const credentials = await sessions.credentials({ Account: MANAGEMENT, Region: REGION, role: undefined });
    expect(credentials.accessKeyId).toMatch(/^AKIA/);
    expect(loopback.requests.size).toBe(0);
  });

  it("carries the external ID and a name that begins with Windowpane", async () => {
    const sent: URLSearchParams[] = [];
    const { loopback } = createOrganization({
      accounts: [
        { id: MANAGEMENT },
        { id: MEMBER, roles: [{ name: "WindowpaneRead", externalId: "an id" }] },
      ],
    });
    const sessions = createSessions({
      source: () => Promise.resolve(loopback.credentials()),
      region: REGION,
      now: Date.now,
      sessionName: "anna mueller",
      sessionMinutes: 30,
      sts: {
        requestHandler: requestHandler(async (request) => {
          sent.push(new URLSearchParams(await request.clone().text()));
          return loopback.fetch(request);
        }),
      },
    });
    await sessions.credentials({ ...subject, externalId: "an id" });
    expect(Object.fromEntries(sent[0] ?? [])).toMatchObject({
      ExternalId: "an id",
      RoleSessionName: "Windowpane-anna-mueller",
      DurationSeconds: "1800",
      RoleArn: roleOf(MEMBER),
    });
  });

  it.each([
    ["eu-west-1", "eu-west-1", "https://sts.eu-west-1.amazonaws.com"],
    ["eu-west-1", "ap-south-2", "https://sts.eu-west-1.amazonaws.com"],
    ["eu-west-1", "cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "us-gov-east-1", "https://sts.us-gov-west-1.amazonaws.com"],
    ["eusc-de-east-1", "eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu"],
  ])("from %s for a location in %s is requested from %s", async (region, Region, origin) => {
    const asked: string[] = [];
    const sessions = createSessions({
      source: () => Promise.resolve({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" }),
      region,
      now: Date.now,
      sts: {
        maxAttempts: 1,
        requestHandler: requestHandler((request) => {
          asked.push(new URL(request.url).origin);
          return Promise.reject(new Error("no route"));
        }),
      },
    });
    await errorOf(sessions.credentials({ ...subject, Region }));
    expect(asked).toEqual([origin]);
  });

  it("with MFA needs a code, which is asked for once for all that wait", async () => {
    const mfaSerial = `arn:aws:iam::${MANAGEMENT}:mfa/ops`;
    const accounts: LoopbackOptions["accounts"] = [
      { id: MANAGEMENT },
      { id: MEMBER, roles: [{ name: "WindowpaneRead", mfa: { serial: mfaSerial, code: "123456" } }] },
    ];
    const asked: unknown[] = [];
    const asking = createOrganization(
      { accounts },
      {
        askMfa: (device) => {
          asked.push(device);
          return Promise.resolve(" 123456\n");
        },
      },
    );
    await Promise.all([1, 2].map(() => asking.sessions.credentials({ ...subject, mfaSerial })));
    expect(asked).toEqual([{ mfaSerial, role: roleOf(MEMBER) }]);

    const silent = createOrganization({ accounts });
    expect(await reasonOf(silent.sessions.credentials({ ...subject, mfaSerial }))).toEqual([
      "MfaRequired",
      "refused",
    ]);
    expect(silent.loopback.requests.get("sts:AssumeRole")).toBeUndefined();
  });

  it("with MFA needs another code after a wrong one, and leaves the error of asking unchanged", async () => {
    const mfaSerial = `arn:aws:iam::${MANAGEMENT}:mfa/ops`;
    const stopped = new Error("The person pressed Ctrl-C.");
    const typed: (() => Promise<string | undefined>)[] = [
      () => Promise.resolve("000000"),
      () => Promise.reject(stopped),
      () => Promise.resolve("123456"),
    ];
    const { sessions } = createOrganization(
      {
        accounts: [
          { id: MANAGEMENT },
          { id: MEMBER, roles: [{ name: "WindowpaneRead", mfa: { serial: mfaSerial, code: "123456" } }] },
        ],
      },
      { askMfa: () => typed.shift()?.() ?? Promise.resolve(undefined) },
    );
    const credentials = () => sessions.credentials({ ...subject, mfaSerial });
    expect(await errorOf(credentials())).toMatchObject({
      message: expect.stringContaining("invalid MFA one time pass code") as string,
    });
    expect(await errorOf(credentials())).toBe(stopped);
    expect((await credentials()).accessKeyId).toMatch(/^ASIA/);
  });

  it("stops waiting when its signal is aborted, and others still get it", async () => {
    const { sessions } = createOrganization();
    const controller = new AbortController();
    const left = errorOf(sessions.credentials(subject, controller.signal));
    const stays = sessions.credentials(subject);
    controller.abort("left");
    expect(await left).toBe("left");
    expect((await stays).accessKeyId).toMatch(/^ASIA/);
  });
});

describe("an error of AssumeRole", () => {
  it("is remembered for 30 seconds, so that many regions cause one request", async () => {
    const { loopback, sessions, advance } = createOrganization({ faults: { deniedAccounts: [MEMBER] } });
    for (const Region of ["eu-west-1", "us-east-1", "us-west-2"]) {
      expect(await reasonOf(sessions.credentials({ ...subject, Region }))).toEqual([
        "AccessDenied",
        "denied",
      ]);
    }
    expect(loopback.requests.get("sts:AssumeRole")).toBe(1);
    loopback.faults.deniedAccounts = [];
    advance(30_000);
    expect((await sessions.credentials(subject)).accessKeyId).toMatch(/^ASIA/);
  });

  it("is not remembered if STS throttled the request", async () => {
    const { sessions } = createOrganization({ faults: { throttledAssumeRoles: 1 } });
    expect(await reasonOf(sessions.credentials(subject))).toEqual(["Throttling", "throttled"]);
    expect((await sessions.credentials(subject)).accessKeyId).toMatch(/^ASIA/);
  });

  it("is retried by the SDK if STS throttled the request", async () => {
    const place = createOrganization({ faults: { throttledAssumeRoles: 2 } });
    const source = place.loopback.credentials();
    const sessions = createSessions({
      source: () => Promise.resolve(source),
      region: REGION,
      now: Date.now,
      sts: { requestHandler: requestHandler(place.loopback.fetch) },
    });
    expect((await sessions.credentials(subject)).accessKeyId).toMatch(/^ASIA/);
    expect(place.loopback.requests.get("sts:AssumeRole")).toBe(3);
  });

  it.each<[string, Partial<LoopbackOptions>, Partial<SessionSubject>, readonly string[]]>([
    [
      "a wrong external ID",
      {
        accounts: [{ id: MANAGEMENT }, { id: MEMBER, roles: [{ name: "WindowpaneRead", externalId: "x1" }] }],
      },
      {},
      ["AccessDenied", "denied"],
    ],
    ["a missing role", {}, { role: roleOf(MEMBER, "Other") }, ["AccessDenied", "denied"]],
    [
      "a region of STS that is not enabled",
      { regions: ["us-east-1"] },
      {},
      ["RegionDisabledException", "refused"],
    ],
  ])("tells %s", async (_, options, changed, reason) => {
    const { sessions } = createOrganization(options);
    expect(await reasonOf(sessions.credentials({ ...subject, ...changed }))).toEqual(reason);
  });

  it("tells expired source credentials", async () => {
    const { loopback, settings } = createOrganization();
    const { accessKeyId, secretAccessKey } = loopback.credentials(MANAGEMENT, new Date(Date.now() - 1000));
    const sessions = createSessions({
      source: () => Promise.resolve({ accessKeyId, secretAccessKey }),
      region: REGION,
      now: Date.now,
      sts: settings,
    });
    expect(await reasonOf(sessions.credentials(subject))).toEqual(["ExpiredToken", "credentials"]);
  });

  it("tells that there was no response", async () => {
    const sessions = createSessions({
      source: () => Promise.resolve({ accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" }),
      region: REGION,
      now: Date.now,
      sts: { maxAttempts: 1, requestHandler: requestHandler(() => Promise.reject(new Error("no route"))) },
    });
    const error = await errorOf(sessions.credentials(subject));
    expect(error).toMatchObject({
      message:
        "No response to AssumeRole: no route. Check the network, the region and the endpoint, or try again.",
      meaning: "no-response",
    });
  });

  it("passes an error of the source credentials on unchanged, without calling STS", async () => {
    const problem = new Error("Run `aws sso login`.");
    const { loopback, settings } = createOrganization();
    const sessions = createSessions({
      source: () => Promise.reject(problem),
      region: REGION,
      now: Date.now,
      sts: settings,
    });
    expect(await errorOf(sessions.credentials(subject))).toBe(problem);
    expect(loopback.requests.size).toBe(0);
  });
});

describe("credentials", () => {
  it("are in no log of sessions, credentials, providers or errors", async () => {
    const { loopback, sessions, settings } = createOrganization();
    const credentials = await sessions.credentials(subject);
    const provider = sessions.provider(subject);
    await provider();
    loopback.faults.deniedAccounts = [MEMBER];
    sessions.forget();
    const error = await errorOf(sessions.credentials(subject));
    const source = {
      accessKeyId: "AKIAEXAMPLE",
      secretAccessKey: "source-secret-1",
      sessionToken: "source-token-1",
    };
    const unreachable = createSessions({
      source: () => Promise.resolve(source),
      region: REGION,
      now: Date.now,
      sts: { ...settings, requestHandler: requestHandler(() => Promise.reject(new Error("lost"))) },
    });
    const lost = await errorOf(unreachable.credentials(subject));
    const secrets = [
      credentials.secretAccessKey,
      credentials.sessionToken ?? "",
      "source-secret-1",
      "source-token-1",
    ];
    const shown = [sessions, credentials, provider, error, lost, unreachable].flatMap((value) => [
      inspect(value, { depth: Infinity, showHidden: true }),
      JSON.stringify(value) ?? "",
      String(value),
      value instanceof Error ? `${value.stack} ${inspect(value.cause, { depth: Infinity })}` : "",
    ]);
    expect(secrets.every((secret) => secret.length > 8)).toBe(true);
    for (const text of shown) for (const secret of secrets) expect(text).not.toContain(secret);
    expect(JSON.stringify(credentials)).toContain(credentials.accessKeyId);
  });
});

describe("the loopback's own source", () => {
  it("is checked with its signature", async () => {
    const loopback = createLoopback({
      accounts: [{ id: MANAGEMENT }, { id: MEMBER }],
      now: () => new Date(),
    });
    const sessions = createSessions({
      source: () => Promise.resolve(loopback.credentials()),
      region: REGION,
      now: Date.now,
      sts: { requestHandler: requestHandler(loopback.fetch) },
    });
    expect((await sessions.credentials(subject)).accessKeyId).toMatch(/^ASIA/);
  });
});
