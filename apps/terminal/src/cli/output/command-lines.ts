/** Command lines to copy: Windowpane's and the AWS CLI's. */
import { awsCommandLine, awsFlags, type CliCall } from "@windowpane/explorer";
import { shellQuote } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import type { Settings } from "../context/settings.ts";

/** A command line of this program for the same source, profiles and regions. */
export const ownCommandLine = (settings: Settings, ...words: readonly string[]): string =>
  ["windowpane", ...words, ...sourceFlags(settings)].map(shellQuote).join(" ");

const sourceFlags = ({ source, profiles, regions, endpointUrl }: Settings): readonly string[] => [
  ...(source === "aws" ? [] : source === "demo" ? ["--demo"] : ["--source", source]),
  ...profiles.flatMap((profile) => ["--profile", profile]),
  ...regions.flatMap((region) => ["--region", region]),
  ...(endpointUrl === undefined ? [] : ["--endpoint-url", endpointUrl]),
];

/** Prints calls as AWS CLI command lines. Strings are comments that begin with `#`, printed unchanged. */
export const showCalls = async (
  { settings, console }: Context,
  calls: readonly (CliCall | string)[],
): Promise<void> => {
  const globals = awsFlags({
    ...settings,
    profile: settings.profiles[0],
    region: settings.regions.find((region) => region !== "all"),
  });
  const lines = calls.map((call) => (typeof call === "string" ? call : awsCommandLine(call, globals)));
  await console.result(lines.map((line) => `${line}\n`).join(""));
};
