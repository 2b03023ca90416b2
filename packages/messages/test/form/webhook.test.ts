import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { bodyOf, isWebhookSecret, signatureHeaders, type MessageContent } from "../../src/index.ts";
import { hostileRun } from "./hostile-run.ts";

const old = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
const fresh = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo0NTY3ODk=";
const content: MessageContent = {
  type: "run.finished",
  timestamp: "2026-11-29T02:10:00.000Z",
  data: hostileRun("größer \u2028 & <b> 😀"),
};
const body = bodyOf({ type: "webhook" }, content);

describe("signatureHeaders", () => {
  it("signs so that the library of Standard Webhooks accepts the message", async () => {
    const headers = await signatureHeaders({ id: "msg_1", sentAt: new Date(), body, secrets: [old] });
    expect(new Webhook(old).verify(body, headers)).toEqual(content);
  });

  it("signs with each secret, so that a receiver can have the old or the new one", async () => {
    const headers = await signatureHeaders({ id: "msg_1", sentAt: new Date(), body, secrets: [fresh, old] });
    for (const secret of [old, fresh]) expect(new Webhook(secret).verify(body, headers)).toEqual(content);
  });

  it("does not fit a changed body, another ID or another secret", async () => {
    const headers = await signatureHeaders({ id: "msg_1", sentAt: new Date(), body, secrets: [old] });
    for (const verify of [
      () => new Webhook(old).verify(body.replace("FAILED", "PASSED"), headers),
      () => new Webhook(old).verify(body, { ...headers, "webhook-id": "msg_2" }),
      () => new Webhook(fresh).verify(body, headers),
      () => new Webhook(old).verify(body, { ...headers, "webhook-timestamp": "1700000000" }),
    ])
      expect(verify).toThrow(WebhookVerificationError);
  });

  it("takes secrets of whsec_ and at least 24 bytes of base64", () => {
    expect([old, fresh].map(isWebhookSecret)).toEqual([true, true]);
    expect(["", "whsec_", "whsec_abc", "whsec_***", old.slice(6)].map(isWebhookSecret)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
  });
});
