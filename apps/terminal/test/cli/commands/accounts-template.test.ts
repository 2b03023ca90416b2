import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../fake-host.ts";

const principal = "arn:aws:iam::444455556666:role/Windowpane";

const template = (fleet: object, ...argv: readonly string[]): Promise<Outcome> =>
  runWith(["accounts", "template", "--fleet", JSON.stringify({ regions: ["eu-west-1"], ...fleet }), ...argv]);

describe("accounts template", () => {
  it("has the name and path of the configuration's role", async () => {
    const { stdout } = await template({ role: "ops/Read", organization: {} }, "--principal", principal);
    expect(JSON.parse(stdout)).toMatchObject({
      Parameters: {
        RoleName: { Default: "Read" },
        RolePath: { Default: "/ops/" },
        TrustedPrincipal: { Default: principal },
      },
    });
  });

  it.each(["foo", "1111", ""])("refuses the principal %j", async (text) => {
    const { stderr, stdout, exitCode } = await template({ organization: {} }, "--principal", text);
    expect([stdout, exitCode]).toEqual(["", 252]);
    expect(stderr).toContain(`--principal ${JSON.stringify(text)} is not an account ID or the ARN`);
  });

  it("prints the steps of a StackSet for an organization, and what to replace", async () => {
    const { stdout, stderr } = await template({ organization: { units: ["r-ab12"] } }, "--steps");
    expect(stdout).toContain("OrganizationalUnitIds=r-ab12");
    expect(stdout).toContain("organizations:ListAccounts");
    expect(stderr).toContain("PRINCIPAL stands for the identity that assumes the role.");
  });

  it("prints a step for listed accounts without an organization", async () => {
    const accounts = [
      { id: "111122223333", name: "payments" },
      { id: "111122223334", role: "Own" },
      { id: "111122223335", direct: true },
    ];
    const { stdout, stderr } = await template({ accounts }, "--steps", "--principal", principal);
    expect(stdout).toContain(
      "1. Create the role in payments (111122223333), with credentials of this account.",
    );
    expect(stdout).toContain("2. Create the role in 111122223334, ");
    expect(stdout).not.toMatch(/111122223335|stack-set|organizations:/u);
    expect(stdout).toContain('"arn:aws:iam::*:role/WindowpaneRead"');
    expect(stdout).toContain('"arn:aws:iam::*:role/Own"');
    expect(stderr).toBe("");
  });

  it("has no steps for accounts that are read without a role", async () => {
    const accounts = [{ id: "111122223333", direct: true }];
    const { stderr, exitCode } = await template({ accounts }, "--steps");
    expect(exitCode).toBe(252);
    expect(stderr).toContain("read without a role");
  });
});
