import { describe, expect, it } from "vitest";
import { adviseOn } from "../../src/aws/credentials-advice.ts";
import { profileNames, readProfile } from "../../src/aws/profile.ts";

const profiles = {
  login: { login_session: "arn:aws:iam::123456789012:user/me" },
  web: { web_identity_token_file: "/token", role_arn: "arn:aws:iam::123456789012:role/web" },
  half: { aws_access_key_id: "AKIAHALF" },
  mfa: { role_arn: "arn:aws:iam::123456789012:role/r", source_profile: "half", mfa_serial: "arn:mfa" },
  one: { role_arn: "arn:aws:iam::1:role/r", source_profile: "other" },
  other: { role_arn: "arn:aws:iam::1:role/r", source_profile: "one" },
  orphan: { role_arn: "arn:aws:iam::1:role/r", source_profile: "gone" },
  machine: { role_arn: "arn:aws:iam::1:role/r", credential_source: "Ec2InstanceMetadata" },
  "sso-session.corp": { sso_region: "eu-west-1" },
};

describe("a profile of the config files", () => {
  it.each([
    ["login", { root: "login", kind: "login", takesRole: false }],
    ["web", { root: "web", kind: "web-identity", takesRole: false }],
    ["mfa", { root: "half", kind: "keys", takesRole: true, mfaSerial: "arn:mfa" }],
  ])("reads where the credentials of profile %s come from", (name, reading) => {
    expect(readProfile(profiles, name)).toMatchObject({ name, ...reading });
  });

  it("ends at a circle of source profiles", () => {
    expect(readProfile(profiles, "one")).toMatchObject({ root: "other", kind: "none" });
  });

  it("is not another section or a property of objects", () => {
    expect(profileNames(profiles)).toEqual([
      "login",
      "web",
      "half",
      "mfa",
      "one",
      "other",
      "orphan",
      "machine",
    ]);
    expect(readProfile(profiles, "constructor")).toBeUndefined();
  });
});

describe("advice without credentials", () => {
  it.each([
    ["login", "whatever", "`aws login --profile login`"],
    ["web", "ENOENT: /token", "Check web_identity_token_file and role_arn"],
    ["half", "no secret", "`aws configure --profile half`"],
    ["mfa", "MultiFactorAuthentication failed with invalid MFA one time pass code.", "type a new code"],
    ["mfa", "The security token included in the request is invalid", "`aws configure --profile half`"],
  ])("profile %s, and the SDK reports: %s", (name, reason, todo) => {
    expect(adviseOn({ profile: name, profiles, env: {}, reason }).todo).toContain(todo);
  });

  it("names a missing source profile", () => {
    const { wrong } = adviseOn({ profile: "orphan", profiles, env: {}, reason: "whatever" });
    expect(wrong).toBe("Profile gone, which profile orphan uses, is not in the AWS config files.");
  });

  it("names config files that variables replace", () => {
    const env = { AWS_CONFIG_FILE: "/etc/aws" };
    expect(adviseOn({ profile: "gone", profiles, env, reason: "" }).wrong).toBe(
      "Profile gone is not in the AWS config files (AWS_CONFIG_FILE is /etc/aws).",
    );
  });

  it("names the credential_source of a role", () => {
    const { wrong, todo } = adviseOn({
      profile: "machine",
      profiles,
      env: {},
      reason: "connect EHOSTUNREACH",
    });
    expect(wrong).toBe(
      "Profile machine assumes its role with the credentials of Ec2InstanceMetadata (credential_source), which returned none: connect EHOSTUNREACH.",
    );
    expect(todo).toContain("source_profile");
  });

  it("names the variable of a web identity", () => {
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" };
    const { wrong } = adviseOn({ profile: undefined, profiles: {}, env, reason: "ENOENT" });
    expect(wrong).toBe("The web identity of AWS_WEB_IDENTITY_TOKEN_FILE returned no credentials: ENOENT.");
  });

  it("lists eight of many profiles", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`p${place}`, {}]));
    const { todo } = adviseOn({ profile: "gone", profiles: many, env: {}, reason: "" });
    expect(todo).toContain("(p0, p1, p2, p3, p4, p5, p6, p7, ...)");
  });
});
