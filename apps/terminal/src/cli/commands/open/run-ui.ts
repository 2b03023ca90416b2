import { awsFlags, type Connection, type Location, type Located } from "@windowpane/explorer";
import { connectOne, readSourceName } from "@windowpane/sources";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { describeFailure } from "../../../host/failure.ts";
import { themeChoices } from "../../../host/signs.ts";
import { openArchiveFile } from "../../context/archive.ts";
import { historyOf } from "../../context/archive-history.ts";
import { silentConnectOptions, waitText } from "../../context/connect-options.ts";
import type { Context } from "../../context/context.ts";
import { pageUrl } from "../../context/page-url.ts";

/** Opens the UI on the item, by default on the list of windows. Resolves with the exit code when it has ended. */
export const runUi = async (context: Context, start?: Located): Promise<ExitCode> => {
  const { host, settings, options } = context;
  const { source, endpointUrl, output, query, color } = settings;
  // A wrong path is an error now, and not on the first screen that needs the archive.
  if (options["archive"] !== undefined) (await openArchiveFile(context)).close();
  const isAws = readSourceName(source, Object.keys(host.sources)).kind === "aws";
  const quit = await host.openUi({
    host,
    source,
    location: firstLocation(settings),
    connectionTo: (location, ask) => connectionTo({ ...context, host: { ...host, ask } }, location),
    // Only AWS has profiles.
    profiles: async () => (isAws ? host.profiles() : undefined),
    flags: ({ profile, region }) => awsFlags({ profile, region, endpointUrl, output, query }),
    describe: (error) => {
      const [message = "", ...advice] = describeFailure(error, { debug: false }).text.split("\n");
      return { message, advice: advice.join(" ") };
    },
    color: color !== "off",
    theme: themeChoices.find((name) => name === options["theme"]),
    allowCancel: options["allowCancel"] === true,
    start,
    pageUrl: pageUrl(context),
  });
  return quit ? exitCodes.done : exitCodes.interrupted;
};

/** The profile and region that were given. Undefined for several, which the UI reads as one until a person chooses one. */
const firstLocation = ({ profiles, regions }: Context["settings"]): Location => ({
  profile: profiles.length > 1 ? undefined : profiles[0],
  region: regions.length > 1 || regions.includes("all") ? undefined : regions[0],
});

/** A connection whose notes are not written to stderr, which is the same terminal. */
const connectionTo = (context: Context, { profile, region }: Location): Connection => ({
  profile,
  region,
  async open({ onWait } = {}) {
    const { host, settings } = context;
    const { source, transport } = await connectOne({
      ...silentConnectOptions(host, {
        ...settings,
        ...(profile === undefined ? {} : { profiles: [profile] }),
        ...(region === undefined ? {} : { regions: [region] }),
      }),
      notify: (event) => {
        if (event.type !== "waiting") return;
        const { milliseconds, error } = event;
        onWait?.({ milliseconds, text: waitText(event), isSilent: error?.kind !== "service" });
      },
    });
    return { ...source, transport, history: () => historyOf(context, { source }) };
  },
});
