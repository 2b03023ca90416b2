import { describe, expect, it } from "vitest";
import { prepareMessages, type PreparedMessages, type PrepareOptions } from "../../src/index.ts";
import { smallReport } from "../run-report.ts";

const now = new Date("2026-11-29T02:15:00Z");
const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
const files: Readonly<Record<string, string>> = {
  "/run/url": "https://hooks.slack.com/services/T0/B0/SECRET\n",
  "/run/http": "http://hooks.slack.com/SECRET",
  "/run/private": "https://10.0.0.1/SECRET",
  "/run/no-url": "hooks.slack.com/SECRET",
  "/run/short": "whsec_SECRET",
};

const options: PrepareOptions = {
  secrets: {
    readFile: (path) => {
      const text = files[path];
      return text === undefined ? Promise.reject(new Error("ENOENT")) : Promise.resolve(text);
    },
    variable: (name) => (name === "SIGNING" ? secret : undefined),
  },
  now: () => now,
  linkTo: (page, { WindowExecutionId = "none" }) => `${page}/#/${WindowExecutionId}`,
};

type Destinations = NonNullable<Parameters<typeof prepareMessages>[0]["messages"]>["destinations"];

const prepare = (destinations: Destinations): Promise<PreparedMessages | undefined> =>
  prepareMessages(
    {
      accounts: [{ id: "111122223333", name: "payments" }],
      messages: { link: "https://wp.example.com", destinations },
    },
    options,
  );

describe("prepareMessages", () => {
  it("reads secrets, and gives statements with the account's name and a link", async () => {
    const prepared = await prepare([
      { name: "ops", type: "slack", url: { file: "/run/url" } },
      {
        name: "audit",
        type: "webhook",
        url: "https://x.example/hook",
        secret: [secret, { variable: "SIGNING" }],
      },
    ]);
    expect(prepared?.destinations).toEqual([
      { name: "ops", type: "slack", url: "https://hooks.slack.com/services/T0/B0/SECRET" },
      { name: "audit", type: "webhook", url: "https://x.example/hook", secrets: [secret, secret] },
    ]);
    const statements = prepared?.messages(smallReport(), {}) ?? [];
    expect(statements).toHaveLength(2);
    const text = JSON.stringify(statements);
    expect(text).toContain(String.raw`\"accountName\":\"payments\"`);
    expect(text).toContain("https://wp.example.com/#/01234567-89ab-cdef-0123-456789abcdef");
    expect(text).not.toContain("SECRET");
    expect(prepared?.link).toBe("https://wp.example.com/#/none");
  });

  it("gives undefined without messages", async () => {
    expect(await prepareMessages({}, options)).toBeUndefined();
  });

  it.each<[Destinations[number], string]>([
    [
      { name: "broken", type: "slack", url: { file: "/run/http" } },
      "No message can be sent to broken: The URL does not begin with https://. Use another URL.",
    ],
    [
      { name: "broken", type: "slack", url: { file: "/run/private" } },
      'No message can be sent to broken: 10.0.0.1 is not a public address (private network). Use another URL, or set "privateAddress": true for a server in your own network.',
    ],
    [
      { name: "broken", type: "slack", url: { file: "/run/no-url" } },
      "No message can be sent to broken: The URL is not valid. Use another URL.",
    ],
    [
      { name: "broken", type: "webhook", url: "https://x.example", secret: { file: "/run/short" } },
      "No message can be sent to broken: messages.destinations[1].secret is not whsec_ and base64 of at least 24 bytes. Create one with `openssl rand -base64 32` and write whsec_ before it.",
    ],
    [
      { name: "broken", type: "webhook", url: "https://x.example", secret: [secret, { variable: "OLD" }] },
      "No message can be sent to broken: messages.destinations[1].secret[1] refers to the variable OLD, which is not set. Set it, or change the configuration.",
    ],
    [
      { name: "broken", type: "slack", url: { file: "/run/none" } },
      "No message can be sent to broken: messages.destinations[1].url refers to the file /run/none, which cannot be read. Check that it exists and that this user may read it.",
    ],
  ])("explains why %j cannot be used, and stores messages to it and to the others", async (broken, error) => {
    const prepared = await prepare([{ name: "ops", type: "slack", url: { file: "/run/url" } }, broken]);
    expect(prepared?.destinations.map(({ name }) => name)).toEqual(["ops"]);
    expect(prepared?.unusable).toEqual([{ name: "broken", error }]);
    expect(error).not.toContain("SECRET");
    const stored = prepared?.messages(smallReport(), {}).map(({ values }) => values?.[1]);
    expect(stored).toEqual(["ops", "broken"]);
  });
});
