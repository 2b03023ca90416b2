/** Command lines of this program to copy. */
import { shellQuote } from "@windowpane/text";
import { isFleetText, type Settings } from "./settings.ts";

/** A command line of this program for the same source, profiles and regions. */
export const ownCommandLine = (settings: Settings, ...words: readonly string[]): string =>
  ["windowpane", ...words, ...sourceFlags(settings)].map(shellQuote).join(" ");

/**
 * Completes the command lines of this program that a text has in backticks, so that they read the same source, profiles and
 * regions: `windowpane doctor` becomes `windowpane doctor --profile prod`. Those that name a source or the help stay.
 */
export const completeCommands = (text: string, settings: Settings): string => {
  const flagsFor = (line: string): string =>
    sourceFlags(
      line.startsWith("windowpane accounts") ? { ...settings, accounts: [], regions: [] } : settings,
    )
      .map(shellQuote)
      .join(" ");
  if (flagsFor("") === "") return text;
  return text.replace(/`(windowpane [a-z][^`\n]*)`/g, (quoted, line: string) =>
    /(?:^| )--(?:help|source|demo|profile|region|endpoint-url|fleet|account)\b|^windowpane (?:call|collect|snapshot)\b/.test(
      line,
    )
      ? quoted
      : `\`${`${line} ${flagsFor(line)}`.trimEnd()}\``,
  );
};

const sourceFlags = ({
  source,
  profiles,
  regions,
  endpointUrl,
  fleet,
  accounts,
}: Settings): readonly string[] => [
  ...(source === "aws" ? [] : source === "demo" ? ["--demo"] : ["--source", source]),
  // A configuration that a variable has as text is not repeated: it can contain secrets.
  ...(fleet === undefined || isFleetText(fleet) ? [] : ["--fleet", fleet]),
  ...accounts.flatMap((account) => ["--account", account]),
  ...profiles.flatMap((profile) => ["--profile", profile]),
  ...regions.flatMap((region) => ["--region", region]),
  ...(endpointUrl === undefined ? [] : ["--endpoint-url", endpointUrl]),
];
