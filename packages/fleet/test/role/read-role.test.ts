import { operationNames, operations } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import {
  accountSteps,
  callerPolicy,
  isPrincipal,
  readPolicy,
  readRoleTemplate,
  stackSetSteps,
} from "../../src/index.ts";

describe("the policy", () => {
  it("grants every operation that reads and none that writes, each once", () => {
    const actions = readPolicy("aws").Statement.flatMap(({ Action }) => Action);
    const reads = operationNames.filter((name) => operations[name].effect === "read");
    expect(actions.toSorted()).toEqual(
      ["account:ListRegions", ...reads.map((name) => `ssm:${name}`)].toSorted(),
    );
  });

  it("uses all resources only where AWS requires it", () => {
    const narrow = readPolicy("aws").Statement.filter(({ Resource }) => Resource !== "*");
    expect(narrow.map(({ Action, Resource }) => [Resource, Action.length])).toEqual([
      ["arn:aws:ssm:*:*:maintenancewindow/*", 5],
      ["arn:aws:ssm:*:*:automation-execution/*", 2],
      [["arn:aws:ec2:*:*:instance/*", "arn:aws:ssm:*:*:managed-instance/*"], 2],
    ]);
  });

  it("of the caller allows to assume the read role, and to list accounts only for an organization", () => {
    const own = "arn:aws-cn:iam::111122223333:role/Own";
    const options = { partition: "aws-cn", roles: ["read/WindowpaneRead", own] };
    expect(callerPolicy(options).Statement).toEqual([
      {
        Sid: "WindowpaneAssumesReadRoles",
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Resource: ["arn:aws-cn:iam::*:role/read/WindowpaneRead", own],
      },
    ]);
    const [, listing] = callerPolicy({ ...options, organization: true }).Statement;
    expect(listing?.Action).toContain("organizations:ListAccounts");
  });
});

/** All objects in a value. */
const objectsIn = (value: unknown): readonly object[] =>
  typeof value === "object" && value !== null ? [value, ...Object.values(value).flatMap(objectsIn)] : [];

const member = (value: object, name: string): unknown => Reflect.get(value, name);

describe("the template of the read role", () => {
  const template = readRoleTemplate({ principal: "444455556666", externalId: "an-id" });
  const objects = objectsIn(template);

  it("refers only to what it defines", () => {
    const defined = new Set([...Object.keys(template.Parameters), ...Object.keys(template.Resources)]);
    const pseudo = /^AWS::(?:Partition|NoValue)$/;
    const refs = objects
      .flatMap((value) => [member(value, "Ref")])
      .filter((name) => typeof name === "string");
    const subs = objects.flatMap((value) => {
      const text = member(value, "Fn::Sub");
      return typeof text === "string"
        ? [...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name ?? "")
        : [];
    });
    const attributes = objects.flatMap((value) => {
      const attribute = member(value, "Fn::GetAtt");
      return Array.isArray(attribute) ? [String(attribute[0])] : [];
    });
    expect(refs.length).toBeGreaterThan(4);
    expect(subs).toEqual(Array.from({ length: 4 }, () => "AWS::Partition"));
    for (const name of [...refs, ...subs, ...attributes]) {
      expect(defined.has(name) || pseudo.test(name), name).toBe(true);
    }
    const conditions = objects.flatMap((value) => {
      const condition = member(value, "Fn::If");
      return Array.isArray(condition) ? [String(condition[0])] : [];
    });
    expect(conditions).toEqual(Object.keys(template.Conditions));
  });

  it("uses every parameter, and has defaults that their patterns allow", () => {
    const text = JSON.stringify([template.Resources, template.Conditions]);
    for (const [name, parameter] of Object.entries(template.Parameters)) {
      expect(text).toContain(`{"Ref":"${name}"}`);
      const pattern = member(parameter, "AllowedPattern");
      const value = member(parameter, "Default");
      expect(String(value)).toMatch(new RegExp(`^(?:${String(pattern)})$`));
    }
  });

  it("has no text with an unresolved partition", () => {
    const members: readonly (readonly [string, unknown])[] = objects.flatMap((value) =>
      Object.entries(value),
    );
    const texts = members.filter(([, text]) => typeof text === "string" && text.includes("${"));
    expect(texts.map(([name]) => name)).toEqual(texts.map(() => "Fn::Sub"));
  });

  it("grants what the policy grants, in the size that IAM and CloudFormation allow", () => {
    const policy = objects.find((value) => member(value, "PolicyName") !== undefined) ?? expect.fail();
    const granted = objectsIn(policy).flatMap((value) => member(value, "Action") ?? []);
    expect(granted).toEqual(readPolicy("aws").Statement.flatMap(({ Action }) => Action));
    expect(JSON.stringify(policy).length).toBeLessThan(10_240);
    expect(JSON.stringify(template).length).toBeLessThan(51_200);
  });

  it("has the name and the path of a role, also from its ARN", () => {
    const defaults = ["WindowpaneRead", "ops/a/Read", "arn:aws-cn:iam::111122223333:role/ops/Read"].map(
      (roleName) => {
        const { RoleName = {}, RolePath = {} } = readRoleTemplate({ roleName }).Parameters;
        return [member(RolePath, "Default"), member(RoleName, "Default")];
      },
    );
    expect(defaults).toEqual([
      ["/", "WindowpaneRead"],
      ["/ops/a/", "Read"],
      ["/ops/", "Read"],
    ]);
  });

  it("accepts account IDs and ARNs as the principal", () => {
    const accepted = ["111122223333", "arn:aws:iam::111122223333:role/x", "arn:aws:sts::111122223333:x"];
    expect(accepted.map(isPrincipal)).toEqual([true, true, true]);
    expect(["", "foo", "1111", "arn:aws:s3:::bucket", "*"].filter(isPrincipal)).toEqual([]);
  });

  it("has no default principal if none is given", () => {
    expect(readRoleTemplate().Parameters["TrustedPrincipal"]).not.toHaveProperty("Default");
  });
});

describe("the steps of the StackSet", () => {
  it("are commands for a shell, with all values quoted", () => {
    const steps = stackSetSteps({
      file: "my role.json",
      region: "eu-west-1",
      principal: "arn:aws:iam::444455556666:role/Windowpane",
      externalId: "a,b",
      units: ["ou-ab12-34cd56ef", "r-ab12"],
    });
    expect(steps.map(({ command }) => command.split(" ").slice(0, 3).join(" "))).toEqual([
      "aws cloudformation activate-organizations-access",
      "aws cloudformation create-stack-set",
      "aws cloudformation create-stack-instances",
      "aws cloudformation deploy",
      "aws cloudformation update-stack-set",
    ]);
    const [, create, instances, deploy] = steps.map(({ command }) => command);
    expect(create).toContain("--template-body 'file://my role.json'");
    expect(create).toContain(`'ParameterKey=ExternalId,ParameterValue="a,b"'`);
    expect(instances).toContain("--deployment-targets OrganizationalUnitIds=ou-ab12-34cd56ef,r-ab12 ");
    expect(deploy).toContain("TrustedPrincipal=arn:aws:iam::444455556666:role/Windowpane");
  });
});

describe("the steps of single accounts", () => {
  it("have one command for accounts whose roles are equal, and none for direct ones", () => {
    const steps = accountSteps({
      file: "role.json",
      region: "eu-west-1",
      roleName: "ops/Read",
      accounts: [
        { id: "111122223333", name: "payments" },
        { id: "111122223334" },
        { id: "111122223335", role: "arn:aws:iam::111122223335:role/Own", externalId: "an-id" },
        { id: "111122223336", direct: true },
      ],
    });
    expect(steps.map(({ about }) => about.split(".")[0])).toEqual([
      "Create the role in payments (111122223333), 111122223334, with credentials of each account",
      "Create the role in 111122223335, with credentials of this account",
    ]);
    expect(steps.map(({ command }) => command.replace(/.*--parameter-overrides /u, ""))).toEqual([
      "RoleName=Read RolePath=/ops/ TrustedPrincipal=PRINCIPAL --region eu-west-1",
      "RoleName=Own RolePath=/ TrustedPrincipal=PRINCIPAL ExternalId=an-id --region eu-west-1",
    ]);
  });
});
