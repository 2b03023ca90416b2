import { awsCommandLine, awsFlags, type CliCall } from "@windowpane/explorer";
import type { Context } from "../context/context.ts";

/** Prints calls as AWS CLI command lines. Strings are comments that begin with `#`, printed unchanged. */
export const showCalls = async (context: Context, calls: readonly (CliCall | string)[]): Promise<void> => {
  const { settings, console } = context;
  const globals = [
    ...accountFlags(context),
    ...awsFlags({
      // A source at an address is also an endpoint for AWS clients.
      endpointUrl: settings.endpointUrl ?? (/^https?:/.test(settings.source) ? settings.source : undefined),
      query: settings.query,
      output: settings.output,
    }),
  ];
  const lines = calls.map((call) => (typeof call === "string" ? call : awsCommandLine(call, globals)));
  await console.result(lines.map((line) => `${line}\n`).join(""));
};

/** The AWS CLI's flags for the profile and the region, for calls of every service. */
export const accountFlags = ({ settings }: Context): readonly string[] =>
  awsFlags({
    profile: settings.profiles[0],
    region: settings.regions.find((region) => region !== "all"),
  });
