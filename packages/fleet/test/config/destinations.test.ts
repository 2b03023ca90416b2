import { describe, expect, it } from "vitest";
import { FleetConfigError, readFleetConfig } from "../../src/index.ts";

/** The problems of a configuration with one destination. */
const problemsOf = (destination: object): readonly string[] => {
  try {
    readFleetConfig({ messages: { destinations: [destination] } });
    return [];
  } catch (error) {
    if (!(error instanceof FleetConfigError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
};

const slack = { name: "ops", type: "slack", url: { file: "/run/secrets/slack" } };
const webhook = { name: "audit", type: "webhook", url: "https://x.example/SECRET", secret: "whsec_SECRET" };

describe("destinations of messages", () => {
  it("can be Slack, Teams or a signed webhook, with filters and times", () => {
    for (const valid of [
      slack,
      { ...slack, type: "teams", when: "always", accounts: ["111122223333"], regions: ["eu-west-1"] },
      {
        ...slack,
        windows: ["mw-0123456789abcdef0", "linux-*"],
        minimum: "failed",
        recovered: true,
        missed: false,
      },
      { ...slack, when: "digest", digestAt: "07:30", timeZone: "Europe/Berlin", privateAddress: true },
      webhook,
      { ...webhook, secret: [{ variable: "NEW" }, { file: "/run/secrets/old" }] },
    ])
      expect(problemsOf(valid)).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { ...webhook, secret: undefined },
      "secret: A webhook needs a secret that signs its messages. Create one with `openssl rand -base64 32` and write whsec_ before it.",
    ],
    [
      { ...slack, secret: "whsec_x" },
      "secret: Messages to slack are not signed. Remove the secret: the URL is the secret there.",
    ],
    [
      { ...slack, digestAt: "07:00" },
      'digestAt: It applies only to "when": "digest", and this destination has "failed". Change when, or remove it.',
    ],
    [
      { ...slack, when: "always", recovered: true },
      'recovered: It applies only to "when": "failed", and this destination has "always". Change when, or remove it.',
    ],
    [
      { ...slack, name: "a b" },
      'name: "a b" is not a destination name. Write up to 64 letters, digits, - and _.',
    ],
    [
      { ...slack, windows: ["nightly patch"] },
      'windows[0]: "nightly patch" is not the ID or name of a window. Write an ID such as "mw-0123456789abcdef0", or a name such as "linux-*".',
    ],
    [
      { ...slack, url: 5 },
      'url: It is not a secret. Write the text, {"file": "/run/secrets/NAME"} or {"variable": "NAME"}.',
    ],
    [
      { ...slack, url: "" },
      'url: It is empty. Write the text, {"file": "/run/secrets/NAME"} or {"variable": "NAME"}.',
    ],
    ...["https://h.example/SECRET", "whsec_SECRET="].flatMap((text): [object, string][] => [
      [
        { ...slack, url: { variable: text } },
        "url.variable: It is not the name of a variable. Write the name of the variable that has the secret.",
      ],
      [
        { ...slack, url: { file: text } },
        "url.file: It is not the path of a file. Write the path of the file that has the secret.",
      ],
    ]),
    [
      { ...webhook, secret: ["whsec_SECRET", 5] },
      'secret: It is not a secret or a list of secrets. Write the text, {"file": "/run/secrets/NAME"} or {"variable": "NAME"}.',
    ],
    [
      { ...webhook, secret: [] },
      "secret: It is an empty list. Write at least one of the secrets, or remove the member.",
    ],
  ])("explains %j without a secret", (destination, problem) => {
    const problems = problemsOf(destination);
    expect(problems).toEqual([`messages.destinations[0].${problem}`]);
    expect(problems.join("")).not.toContain("SECRET");
  });

  it("has accounts of the configuration only, unless they are those of an organization", () => {
    const messages = {
      destinations: [{ ...slack, accounts: ["444455556666"], regions: ["eu-west-1", "all"] }],
    };
    const read = (members: object) => () => readFleetConfig({ regions: ["eu-west-1"], ...members, messages });
    expect(read({ accounts: [{ id: "111122223333" }] })).toThrow(
      'messages.destinations[0].accounts: Account "444455556666" is not in accounts of the configuration. Add it there, or remove it here.\n' +
        'messages.destinations[0].regions: "all" is not a region here. Remove regions, which sends the runs of all regions.',
    );
    expect(read({ organization: {} })).not.toThrow("444455556666");
  });

  it("keeps hours of announcing between one hour and 30 days", () => {
    const read = (announceHours: number) => () =>
      readFleetConfig({ messages: { announceHours, destinations: [slack] } });
    expect(read(720)).not.toThrow();
    expect(read(721)).toThrow("721 is out of range. Write a whole number of hours from 1 to 720.");
  });
});
