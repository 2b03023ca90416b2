import { InvalidOutputError, ServiceError, TransportError, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { withAccess } from "../../src/page/source.ts";
import { createStatus } from "../../src/page/status.ts";
import { createToken } from "../../src/page/token.ts";

const operation = "DescribeMaintenanceWindows";

/** A transport that answers with each of the given errors, and then with an empty list. */
const failing = (...errors: readonly Error[]): Transport & { readonly sent: (string | undefined)[] } => {
  const left = [...errors];
  const sent: (string | undefined)[] = [];
  return {
    name: "test",
    sent,
    send: async () => {
      sent.push(token.read());
      const error = left.shift();
      if (error !== undefined) throw error;
      return { WindowIdentities: [] };
    },
  };
};

const clock = { now: () => new Date("2026-11-30T05:00:00Z"), random: () => 0 };
const entries = new Map<string, string>();
const storage = {
  getItem: (key: string) => entries.get(key) ?? null,
  setItem: (key: string, value: string) => void entries.set(key, value),
  removeItem: (key: string) => void entries.delete(key),
};
let token = createToken(() => storage);

const refused = (code: string, message: string): ServiceError =>
  new ServiceError(operation, { code, message, status: 400 });

describe("the access to the API", () => {
  it("waits for a token when the API requires one, and sends the request again", async () => {
    entries.clear();
    token = createToken(() => storage);
    const status = createStatus();
    const transport = failing(refused("MissingAuthenticationTokenException", "Missing Authentication Token"));
    const reading = withAccess(transport, { token, status, clock }).send(operation, {}, {});
    await new Promise<void>((resolve) => status.subscribe(resolve));
    expect(status.access().signIn).toEqual({ isWrong: false });
    token.keep("secret");
    await expect(reading).resolves.toEqual({ WindowIdentities: [] });
    expect(transport.sent).toEqual([undefined, "secret"]);
  });

  it("marks a token that was sent and not accepted as wrong", async () => {
    const status = createStatus();
    token.keep("old");
    const transport = failing(refused("UnrecognizedClientException", "The bearer token is invalid."));
    const reading = withAccess(transport, { token, status, clock }).send(operation, {}, {});
    await new Promise<void>((resolve) => status.subscribe(resolve));
    expect(status.access().signIn).toEqual({ isWrong: true });
    token.keep("new");
    await reading;
    expect(transport.sent).toEqual(["old", "new"]);
  });

  it("passes on AWS's refusal of the server, which has the same code", async () => {
    const status = createStatus();
    const error = refused(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    );
    const reading = withAccess(failing(error), { token, status, clock }).send(operation, {}, {});
    await expect(reading).rejects.toBe(error);
    expect(status.access().signIn).toBeUndefined();
  });

  it("shows an expired session when a sign-in page answers", async () => {
    const status = createStatus();
    const error = new TransportError(operation, "A page.", { meaning: "foreign", status: 200 });
    const reading = withAccess(failing(error), { token, status, clock }).send(operation, {}, {});
    await expect(reading).rejects.toBe(error);
    expect(status.access().isExpired).toBe(true);
  });

  it("does not take a server's error page for an expired session", async () => {
    const status = createStatus();
    const error = new TransportError(operation, "A page.", { meaning: "foreign", status: 502 });
    await expect(withAccess(failing(error), { token, status, clock }).send(operation, {}, {})).rejects.toBe(
      error,
    );
    expect(status.access().isExpired).toBe(false);
  });

  it("shows when the next attempt starts while no response arrives, and ends when the screen is left", async () => {
    const status = createStatus();
    const abort = new AbortController();
    const error = new TransportError(operation, "No response.");
    const reading = withAccess(failing(error, error), { token, status, clock }).send(
      operation,
      {},
      { signal: abort.signal },
    );
    await new Promise<void>((resolve) => status.subscribe(resolve));
    expect(status.access().retryAt).toEqual(new Date("2026-11-30T05:00:05Z"));
    abort.abort();
    await expect(reading).rejects.toBe(error);
  });

  it("passes on errors that no sign-in and no connection helps", async () => {
    const error = new InvalidOutputError(operation, []);
    await expect(
      withAccess(failing(error), { token, status: createStatus(), clock }).send(operation, {}, {}),
    ).rejects.toBe(error);
  });
});

describe("the token", () => {
  it("is kept until it is forgotten", () => {
    entries.clear();
    createToken(() => storage).keep("secret");
    const later = createToken(() => storage);
    expect(later.read()).toBe("secret");
    later.keep(undefined);
    expect(createToken(() => storage).read()).toBeUndefined();
  });

  it("lives as long as the page where the browser denies the storage", () => {
    const denied = createToken(() => {
      throw new Error("denied");
    });
    denied.keep("secret");
    expect(denied.read()).toBe("secret");
  });
});
