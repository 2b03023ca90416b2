import { expect, it } from "vitest";
import { FleetConfigError, readFleetConfig } from "../../src/index.ts";

const whole = {
  regions: ["eu-west-1"],
  role: "WindowpaneRead",
  externalId: "some-id",
  accounts: [
    { id: "111122223333", name: "payments", regions: ["eu-west-1"], role: "Read", mfaSerial: "arn:mfa" },
  ],
  organization: { units: ["ou-ab12-34cd56ef"], except: ["333344445555"], role: "arn:aws:iam::1:role/O" },
  sessionMinutes: 60,
  requestsPerSecond: 10,
  archive: { keepDays: 400, sensitive: false, output: "needed" },
  messages: {
    link: "https://windowpane.example.com",
    announceHours: 72,
    destinations: [
      {
        name: "ops",
        type: "webhook",
        url: { file: "/run/secrets/url" },
        secret: [{ variable: "SECRET" }],
        when: "digest",
        accounts: ["111122223333"],
        windows: ["linux-*"],
        minimum: "failed",
        missed: true,
        digestAt: "07:00",
        timeZone: "UTC",
      },
    ],
  },
};

const wrong: readonly unknown[] = [
  ...["", " ", "\u0000\u001b[31m", "x".repeat(100_000), null, true, 0, -1, 1.5, 1e300],
  ...[[], [""], [null], [[]], {}, { a: 1 }, { file: "" }],
];

/** The configuration with one member after the other replaced. */
function* replaced(value: unknown, change: (value: unknown) => unknown): Generator<unknown, void, undefined> {
  for (const other of wrong) yield change(other);
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const within = (other: unknown): unknown =>
      change(Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other });
    yield* replaced(member, within);
  }
}

it("explains every wrong value in plain words, on one line without control characters", () => {
  let refused = 0;
  for (const config of replaced(whole, (value) => value)) {
    try {
      readFleetConfig(config);
    } catch (error) {
      if (!(error instanceof FleetConfigError)) throw error;
      refused += 1;
      for (const { message } of error.problems) {
        expect(message).toMatch(/^[^\p{Cc}]{10,600}$/u);
        expect(message).not.toMatch(/Invalid|Too (?:small|big)|[Ee]xpected|undefined|\[object/u);
      }
    }
  }
  expect(refused).toBeGreaterThan(500);
});
