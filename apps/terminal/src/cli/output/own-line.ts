/** Our own command lines, for people to go on with. */
import type { Settings } from "../context/settings.ts";
import { shellQuote } from "../show-cli.ts";

/** A command line of this program that asks where these settings ask. */
export const ownCommandLine = (settings: Settings, ...words: readonly string[]): string =>
  ["windowpane", ...words, ...whereFlags(settings)].map(shellQuote).join(" ");

const whereFlags = ({ source, profiles, regions, endpointUrl }: Settings): readonly string[] => [
  ...sourceFlags(source),
  ...profiles.flatMap((profile) => ["--profile", profile]),
  ...regions.flatMap((region) => ["--region", region]),
  ...(endpointUrl === undefined ? [] : ["--endpoint-url", endpointUrl]),
];

const sourceFlags = (source: string): readonly string[] => {
  if (source === "aws") return [];
  if (source === "demo") return ["--demo"];
  return ["--source", source];
};
