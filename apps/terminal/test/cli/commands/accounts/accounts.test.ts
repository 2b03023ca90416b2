/** The commands of `accounts` over the demo organization. */
import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../../fake-host.ts";

const run = (...argv: readonly string[]): Promise<Outcome> => runWith([...argv, "--demo=organization"]);

describe("accounts template", () => {
  const template = async (config: object, ...argv: readonly string[]): Promise<object> => {
    const fleet = JSON.stringify({ regions: ["eu-west-1"], ...config });
    const { stdout } = await runWith(["accounts", "template", "--fleet", fleet, "--output", "json", ...argv]);
    return JSON.parse(stdout) as object;
  };

  it("allows the sessions of the configuration", async () => {
    const role = (MaxSessionDuration: number) => ({
      Resources: { ReadRole: { Properties: { MaxSessionDuration } } },
    });
    expect(await template({})).toMatchObject(role(3600));
    expect(await template({ sessionMinutes: 120 })).toMatchObject(role(7200));
    expect(await template({ sessionMinutes: 15 })).toMatchObject(role(3600));
  });

  it("allows the caller to assume the role that lists the organization, which then lists it", async () => {
    const role = "arn:aws:iam::111122223333:role/Lists";
    const sids = (policy: object) => ({ callerPolicy: { Statement: policy } });
    expect(await template({ organization: { role } }, "--steps")).toMatchObject(
      sids([{ Resource: ["arn:aws:iam::*:role/WindowpaneRead", role] }]),
    );
    expect(await template({ organization: {} }, "--steps")).toMatchObject(
      sids([
        { Resource: ["arn:aws:iam::*:role/WindowpaneRead"] },
        { Action: expect.arrayContaining(["organizations:ListAccounts"]) as unknown },
      ]),
    );
  });
});

describe("accounts", () => {
  it("lists without a command", async () => {
    const alone = await run("accounts");
    expect(alone).toEqual(await run("accounts", "list"));
    expect(alone.stdout).toContain("111122223344");
  });

  it("rejects a command that does not exist", async () => {
    expect(await run("accounts", "chec")).toEqual({
      stdout: "",
      stderr: "Unknown command 'chec'. Did you mean check?\nSee `windowpane accounts --help`.\n",
      exitCode: 252,
    });
  });

  it("checks each location, and exits with the code of the first that cannot be read", async () => {
    const { stdout, exitCode } = await run("accounts", "check", "--output", "csv");
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1 + 24);
    expect(lines.filter((line) => line.startsWith("unread,legacy,111122223344,"))).toHaveLength(2);
    expect(exitCode).toBe(254);
  });
});
