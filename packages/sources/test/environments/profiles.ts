import { bothDiffer, key, keyInEnv, since2, windows, type Environment } from "./environment.ts";

/** Profiles with keys, regions and endpoints. */
export const config = `
[default]
region = eu-west-1
endpoint_url = {D}
${key("DEFAULT")}
[profile emu]
region = eu-west-1
endpoint_url = {B}
${key("EMU")}
[profile other]
region = eu-north-1
endpoint_url = {C}
${key("OTHER")}
[profile bare]
region = eu-south-1
endpoint_url = {C}
`;

/** The flag for the endpoint at A, and others. */
export const to = (argv: readonly string[] = []): readonly string[] => ["--endpoint-url", "{A}", ...argv];

/** Which profile, and which of its values. */
export const profiles: readonly Environment[] = [
  { about: "the default profile", config, requests: [windows("D", "DEFAULT")], differs: since2 },
  {
    about: "a profile of the flag",
    config,
    argv: ["--profile", "emu"],
    requests: [windows("B", "EMU")],
    differs: since2,
  },
  {
    about: "a profile of the variable",
    config,
    env: { AWS_PROFILE: "emu" },
    requests: [windows("B", "EMU")],
    differs: since2,
  },
  {
    about: "a profile of the older variable",
    config,
    env: { AWS_DEFAULT_PROFILE: "emu" },
    requests: [windows("B", "EMU")],
    differs: since2,
  },
  {
    about: "both variables",
    config,
    env: { AWS_PROFILE: "emu", AWS_DEFAULT_PROFILE: "other" },
    argv: to(),
    requests: [windows("A", "EMU")],
    differs: { 1: "version 1 prefers AWS_DEFAULT_PROFILE" },
  },
  {
    about: "the flag and the variable",
    config,
    env: { AWS_PROFILE: "other" },
    argv: to(["--profile", "emu"]),
    requests: [windows("A", "EMU")],
  },
  {
    about: "an empty variable",
    config,
    env: { AWS_PROFILE: "" },
    argv: to(),
    requests: [windows("A", "DEFAULT")],
    differs: bothDiffer("the AWS CLI refuses a profile without a name"),
  },
  {
    about: "an empty name of the flag",
    config,
    env: { AWS_PROFILE: "emu" },
    argv: to(["--profile", ""]),
    requests: [windows("A", "EMU")],
  },
  {
    about: "a profile that does not exist",
    config,
    argv: to(["--profile", "gone"]),
    refused: "configuration",
  },
  {
    about: "a profile of the variable that does not exist",
    config,
    env: { AWS_PROFILE: "gone" },
    argv: to(),
    refused: "configuration",
  },
  {
    about: "a profile that does not exist, beside keys",
    config,
    env: { AWS_PROFILE: "gone", ...keyInEnv },
    argv: to(),
    refused: "configuration",
  },
  {
    about: "the flag for a default profile that does not exist",
    config: "",
    env: keyInEnv,
    argv: to(["--profile", "default", "--region", "eu-west-1"]),
    refused: "configuration",
  },
  {
    about: "the flag for the default profile",
    config,
    argv: to(["--profile", "default"]),
    requests: [windows("A", "DEFAULT")],
  },
  {
    about: "profiles need the word in the config file",
    config: `[emu]\nregion = eu-west-1\n${key("EMU")}`,
    argv: to(["--profile", "emu"]),
    refused: "configuration",
  },
  {
    about: "profiles do not need it in the credentials file",
    credentials: `[emu]\nregion = eu-west-1\n${key("EMU")}`,
    argv: to(["--profile", "emu"]),
    requests: [windows("A", "EMU")],
  },
  {
    about: "the default profile with the word",
    config: `[profile default]\nregion = eu-west-1\n${key("WORD")}`,
    argv: to(),
    requests: [windows("A", "WORD")],
  },
  {
    about: "the default profile twice",
    config: `[profile default]\nregion = eu-west-1\n${key("FIRST")}[default]\nregion = eu-west-1\n${key("LAST")}`,
    argv: to(),
    requests: [windows("A", "LAST")],
  },
  ...["'with space'", '"with space"', "with\\ space"].map((name): Environment => ({
    about: `a name with a space: ${name}`,
    config: `[profile ${name}]\nregion = eu-west-1\n${key("SPACE")}`,
    argv: to(["--profile", "with space"]),
    requests: [windows("A", "SPACE")],
  })),
  {
    about: "a name with a space without quotes",
    config: `[profile with space]\nregion = eu-west-1\n${key("SPACE")}`,
    argv: to(["--profile", "with space"]),
    refused: "configuration",
  },
  {
    about: "a name with a space in the credentials file",
    config: "[profile 'with space']\nregion = eu-west-1\n",
    credentials: `[with space]\n${key("SPACE")}`,
    argv: to(["--profile", "with space"]),
    requests: [windows("A", "SPACE")],
  },
  ...["Zürich", "本番", "a.b@c:d/e+f%g", "__proto__", "constructor", "prod#1", "it's"].map(
    (name): Environment => ({
      about: `the name ${name}`,
      config: `[profile ${name.includes("'") ? `"${name}"` : name}]\nregion = eu-west-1\n${key("NAMED")}`,
      argv: to(["--profile", name]),
      requests: [windows("A", "NAMED")],
    }),
  ),
];
