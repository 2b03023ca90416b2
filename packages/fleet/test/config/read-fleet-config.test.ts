import { describe, expect, it } from "vitest";
import { FleetConfigError, readFleetConfig } from "../../src/index.ts";

const problemsOf = (value: unknown): readonly string[] => {
  try {
    readFleetConfig(value);
  } catch (error) {
    if (error instanceof FleetConfigError) {
      return error.problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
    }
    throw error;
  }
  return [];
};

const account = { id: "111122223333", regions: ["eu-west-1"] };

describe("the fleet configuration", () => {
  it("accepts all members", () => {
    const config = {
      $schema: "https://example.com/fleet.json",
      regions: ["eu-west-1", "all"],
      role: "read/WindowpaneRead",
      externalId: "an-external-id",
      accounts: [
        {
          id: "111122223333",
          name: "payments",
          regions: ["us-gov-west-1"],
          role: "arn:aws-us-gov:iam::111122223333:role/read/Windowpane",
          externalId: "other",
          mfaSerial: "arn:aws:iam::444455556666:mfa/ops",
        },
        { id: "000000000042", direct: true },
      ],
      organization: {
        units: ["ou-ab12-34cd56ef", "r-ab12"],
        except: ["999999999999"],
        role: "arn:aws:iam::444455556666:role/Organization",
      },
      sessionMinutes: 15,
      requestsPerSecond: 10,
      archive: { keepDays: 400, sensitive: false },
    };
    expect(readFleetConfig(JSON.stringify(config))).toEqual(config);
    expect(readFleetConfig(config)).toEqual(config);
  });

  it.each<[string, unknown, readonly string[]]>([
    [
      "text that is not JSON",
      '{"regions": [}',
      [
        expect.stringMatching(
          /^The fleet configuration is not JSON[^.]*\. Correct its quotes, commas and br/,
        ),
      ],
    ],
    [
      "text with an error in its second line",
      '{"regions": ["eu-west-1"],\n  "accounts" []}',
      [
        "The fleet configuration is not JSON: there is an error at line 2, column 14. Correct its quotes, commas and brackets.",
      ],
    ],
    [
      "text that ends early",
      '{"regions": [',
      [
        expect.stringMatching(
          /^The fleet configuration is not JSON: there is an error at (?:its end|position 13|line 1 column 14)\. /,
        ),
      ],
    ],
    ["a list", [], ["The fleet configuration is not an object. Write its members in { }."]],
    [
      "an account ID that YAML reads as a number",
      { accounts: [{ ...account, id: 111122223333 }] },
      [
        'accounts[0].id: 111122223333 is a number, not an account ID. Write the 12 digits in quotes, such as "111122223333".',
      ],
    ],
    [
      "an account ID of 11 digits",
      { accounts: [{ ...account, id: "11112222333" }] },
      [
        'accounts[0].id: "11112222333" is not an account ID. Write the 12 digits in quotes, such as "111122223333".',
      ],
    ],
    [
      "a missing account ID",
      { accounts: [{ regions: ["eu-west-1"] }] },
      ['accounts[0].id: It is missing. Write the 12 digits in quotes, such as "111122223333".'],
    ],
    [
      "a mistyped member",
      { accounts: [{ ...account, region: ["eu-west-1"] }] },
      ['accounts[0].region: There is no such member here. Did you mean "regions"?'],
    ],
    [
      "a member of another object",
      { accounts: [{ ...account, units: ["r-ab12"] }] },
      [
        "accounts[0].units: There is no such member here. Remove it, or use one of id, name, regions, role, externalId, mfaSerial, direct.",
      ],
    ],
    [
      "a member of archive that is not supported",
      { accounts: [account], archive: { output: "all" } },
      ["archive.output: There is no such member here. Remove it, or use one of keepDays, sensitive."],
    ],
    [
      "a member that resembles none",
      { colour: "red", accounts: [account] },
      [
        expect.stringMatching(
          /^colour: There is no such member here\. Remove it, or use one of \$schema, regions, /,
        ),
      ],
    ],
    [
      "a region that does not exist",
      { regions: ["eu-west"], accounts: [account] },
      [
        'regions[0]: "eu-west" is not an AWS region. Write a region such as "eu-west-1", or "all" for all enabled regions.',
      ],
    ],
    [
      "one region that is not in a list",
      { regions: "eu-west-1", accounts: [account] },
      ["regions: It is not a list. Write a list of regions in [ ]."],
    ],
    [
      "no accounts",
      { accounts: [] },
      ["accounts: It is an empty list. Write at least one of the accounts, or remove the member."],
    ],
    [
      "an account without regions",
      { accounts: [{ id: "111122223333" }] },
      [
        "accounts[0].regions: No region is set for account 111122223333. Write regions here, or for all accounts at the top.",
      ],
    ],
    [
      "an organization without regions",
      { organization: {} },
      [
        'regions: No region is set for the accounts of the organization. Write regions, such as ["eu-west-1"].',
      ],
    ],
    [
      "an account that occurs twice",
      { accounts: [account, { ...account, name: "again" }] },
      ['accounts[1].id: Account "111122223333" occurs twice. Remove one of them.'],
    ],
    [
      "an account with the ID of another one as its name",
      { accounts: [{ ...account, name: "222233334444" }] },
      [
        'accounts[0].name: "222233334444" is not an account name. Write a short name, which is not 12 digits.',
      ],
    ],
    [
      "the role of another account",
      { accounts: [{ ...account, role: "arn:aws:iam::444455556666:role/Read" }] },
      [
        "accounts[0].role: The role is of account 444455556666, and the account is 111122223333. Write a role of account 111122223333.",
      ],
    ],
    [
      "a role of a direct account",
      { accounts: [{ ...account, role: "Read", direct: true }] },
      ["accounts[0].role: A direct account is read without a role. Remove role or direct."],
    ],
    [
      "what applies to a role of a direct account",
      { accounts: [{ ...account, externalId: "some-id", mfaSerial: "arn:mfa", direct: true }] },
      [
        "accounts[0].externalId: A direct account is read without a role. Remove externalId or direct.",
        "accounts[0].mfaSerial: A direct account is read without a role. Remove mfaSerial or direct.",
      ],
    ],
    [
      "text that is not true or false",
      { accounts: [{ ...account, direct: "yes" }] },
      ['accounts[0].direct: "yes" is text, not true or false. Write true or false without quotes.'],
    ],
    [
      "messages without destinations, and a link that is not a URL",
      { accounts: [account], messages: { link: "windowpane.example.com" } },
      [
        'messages.link: "windowpane.example.com" is not an http or https URL. Write a URL such as "https://windowpane.example.com".',
        "messages.destinations: It is missing. Write a list of destinations in [ ].",
      ],
    ],
    [
      "an ARN as the role of all accounts",
      { role: "arn:aws:iam::444455556666:role/Read", accounts: [account] },
      [
        expect.stringMatching(
          /^role: "arn:aws:iam::444455556666:role\/Read" is not a role name\. Write the name/,
        ),
      ],
    ],
    [
      "a session of ten minutes",
      { sessionMinutes: 10, accounts: [account] },
      ["sessionMinutes: 10 is out of range. Write a whole number of minutes from 15 to 720."],
    ],
    [
      "an organizational unit that is not one",
      { regions: ["all"], organization: { units: ["payments"] } },
      [
        'organization.units[0]: "payments" is not the ID of an organizational unit or a root. Write an ID such as "ou-ab12-34cd56ef" or "r-ab12".',
      ],
    ],
    [
      "a text in place of an object",
      { organization: "all", regions: ["all"] },
      ["organization: It is not an object. Write its members in { }."],
    ],
  ])("explains %s", (_, value, problems) => {
    expect(problemsOf(value)).toEqual(problems);
  });

  it("reports all problems at once", () => {
    expect(problemsOf({ regions: ["x"], accounts: [{ id: 1 }, { id: "2" }] })).toHaveLength(3);
  });

  it("does not quote an external ID", () => {
    const problems = problemsOf({ accounts: [{ ...account, externalId: "wrong external id" }] });
    expect(problems).toEqual([
      expect.stringMatching(/^accounts\[0\]\.externalId: It is not an external ID\. /),
    ]);
    expect(problems.join()).not.toContain("wrong");
  });

  it("quotes no secret", () => {
    const secret = "https://hooks.example.com/T000/B000/very-secret";
    const text = JSON.stringify({
      messages: { destinations: [{ name: "ops", type: "slack", url: { file: 1, text: secret } }] },
    });
    expect(problemsOf(text).join("\n")).not.toContain("very-secret");
    expect(problemsOf(text).length).toBeGreaterThan(0);
    expect(problemsOf(`${text.slice(0, -3)} "very-secret`).join()).not.toContain("very-secret");
  });
});
