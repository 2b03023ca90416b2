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
  ])("%s: where its credentials come from in the end", (name, reading) => {
    expect(readProfile(profiles, name)).toMatchObject({ name, ...reading });
  });

  it("may build on itself in a circle, which ends", () => {
    expect(readProfile(profiles, "one")).toMatchObject({ root: "other", kind: "none" });
  });

  it("is no other section, and no word of JavaScript's", () => {
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

describe("what to do without credentials", () => {
  it.each([
    ["login", "whatever", "`aws login --profile login`"],
    ["web", "ENOENT: /token", "Check web_identity_token_file and role_arn"],
    ["half", "no secret", "`aws configure --profile half`"],
    ["mfa", "MultiFactorAuthentication failed with invalid MFA one time pass code.", "type a fresh code"],
    ["mfa", "The security token included in the request is invalid", "`aws configure --profile half`"],
  ])("profile %s, and the SDK said: %s", (name, said, todo) => {
    expect(adviseOn({ name, profiles, env: {}, said }).todo).toContain(todo);
  });

  it("names the profile that another builds on and that is not there", () => {
    const { wrong } = adviseOn({ name: "orphan", profiles, env: {}, said: "whatever" });
    expect(wrong).toBe("There is no profile gone, which profile orphan builds on, in the AWS config files.");
  });

  it("names the files that variables have put in the place of those in the home", () => {
    const env = { AWS_CONFIG_FILE: "/etc/aws" };
    expect(adviseOn({ name: "gone", profiles, env, said: "" }).wrong).toBe(
      "There is no profile gone in the AWS config files (AWS_CONFIG_FILE is /etc/aws).",
    );
  });

  it("says where a role looked for credentials when no profile gives them", () => {
    const { wrong, todo } = adviseOn({ name: "machine", profiles, env: {}, said: "connect EHOSTUNREACH" });
    expect(wrong).toBe(
      "Profile machine takes its role with the credentials of Ec2InstanceMetadata (credential_source), which gave none: connect EHOSTUNREACH.",
    );
    expect(todo).toContain("source_profile");
  });

  it("names the file of a web identity that the environment gives", () => {
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" };
    const { wrong } = adviseOn({ name: undefined, profiles: {}, env, said: "ENOENT" });
    expect(wrong).toBe("The web identity of AWS_WEB_IDENTITY_TOKEN_FILE gave no credentials: ENOENT.");
  });

  it("lists a few of many profiles", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`p${place}`, {}]));
    const { todo } = adviseOn({ name: "gone", profiles: many, env: {}, said: "" });
    expect(todo).toContain("(there are p0, p1, p2, p3, p4, p5, p6, p7, ...)");
  });
});
