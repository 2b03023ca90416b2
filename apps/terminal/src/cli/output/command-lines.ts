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
  const lines = [
    ...(await locationLines(context)),
    ...calls.map((call) => (typeof call === "string" ? call : awsCommandLine(call, globals))),
  ];
  await console.result(lines.map((line) => `${line}\n`).join(""));
};

/** How the AWS CLI reads several accounts: one after the other, each with the credentials of its role. */
const locationLines = async ({ settings, host }: Context): Promise<readonly string[]> => {
  const { fleet, profiles, regions, accounts } = settings;
  if (fleet === undefined) {
    const isSeveral = profiles.length > 1 || regions.length > 1 || regions.includes("all");
    return isSeveral ? ["# for each profile and region, with --profile and --region:"] : [];
  }
  const { readFleet } = await import("../context/read-fleet.ts");
  const { DEFAULT_ROLE } = await import("@windowpane/fleet");
  const config = await readFleet(host, fleet);
  const wanted = (config.accounts ?? []).filter(
    ({ id, name }) => accounts.length === 0 || accounts.includes(id) || accounts.includes(name ?? id),
  );
  const [only, ...others] = wanted;
  const isOne = config.organization === undefined && only !== undefined && others.length === 0;
  const role = (isOne ? only.role : undefined) ?? config.role ?? DEFAULT_ROLE;
  const id = isOne ? only.id : "ACCOUNT";
  const external = (isOne ? only.externalId : undefined) ?? config.externalId;
  return [
    isOne
      ? `# with the credentials of the role, in each region:`
      : "# for each ACCOUNT of the fleet (windowpane accounts list), with the credentials of its role, in each region:",
    [
      "aws sts assume-role --role-arn",
      role.startsWith("arn:") ? role : `arn:aws:iam::${id}:role/${role}`,
      "--role-session-name Windowpane",
      // The external ID is not shown, as in every output.
      ...(external === undefined ? [] : ["--external-id EXTERNAL_ID"]),
    ].join(" "),
  ];
};

/** The AWS CLI's flags for the profile and the region, for calls of every service. */
export const accountFlags = ({ settings }: Context): readonly string[] =>
  awsFlags({
    profile: settings.profiles[0],
    region: settings.regions.find((region) => region !== "all"),
  });
