import type { Client } from "@windowpane/core";
import { connect, connectOne, type Connection, type Opened } from "@windowpane/sources";
import { originWords } from "@windowpane/report";
import { csvMark } from "@windowpane/text";
import type { Host } from "../../host/host.ts";
import { completeCommands } from "./own-command.ts";
import { connectOptions } from "./connect-options.ts";
import { createConsole, type Console } from "./console.ts";
import type { Settings } from "./settings.ts";
import { themeFor, type Theme } from "./theme.ts";

/** What a command works with. */
export interface Context {
  readonly host: Host;
  readonly console: Console;
  readonly settings: Settings;
  readonly theme: Theme;
  /** The words after the command's name, in order. */
  readonly args: readonly string[];
  /** The values of all options, by camelCase name. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Gives the client of the selected source. */
  client(): Promise<Client>;
  /** Gives the selected source with its client. The source is opened once. */
  opened(): Promise<Opened>;
  /** Gives a connection for each combination of profile and region. */
  connections(): Promise<readonly Connection[]>;
}

/** Creates the context of one command. */
export const createContext = ({
  host,
  settings,
  args,
  options,
}: Pick<Context, "host" | "settings" | "args" | "options">): Context => {
  const console = createConsole(host, {
    quiet: options["quiet"] === true,
    lead: settings.csvBom ? csvMark : "",
    edit: (text) => completeCommands(text, settings),
  });
  const connecting = connectOptions(host, console, settings);
  let opening: Promise<Opened> | undefined;
  const opened = (): Promise<Opened> => (opening ??= connectOne(connecting));
  return {
    host,
    console,
    settings,
    args,
    options,
    theme: themeFor(host, "stdout", settings.color),
    client: async () => (await opened()).client,
    opened,
    connections: () => connect(connecting),
  };
};

/** Describes which account, profile and region a connection uses; empty when none was given. */
export const connectionName = ({
  profile,
  region,
  origin,
}: Pick<Connection, "profile" | "region" | "origin">): string =>
  originWords(origin ?? { profile, Region: region });
