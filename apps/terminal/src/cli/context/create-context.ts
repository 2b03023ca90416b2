import { connect, connectOne, type Opened } from "../../sources/connect.ts";
import type { Context } from "./context.ts";
import type { Host } from "../../host/host.ts";
import { get } from "../listing/get.ts";
import { listPage } from "../listing/list-page.ts";
import { list } from "../listing/list.ts";
import { show } from "../output/show.ts";
import { createScreen } from "./console.ts";
import type { Settings } from "./settings.ts";
import { awsCommandLine, awsGlobals } from "../show-cli.ts";
import { themeFor } from "../theme.ts";

interface Options {
  readonly host: Host;
  readonly settings: Settings;
  readonly args: readonly string[];
  readonly own: Readonly<Record<string, unknown>>;
}

/** The context of one command. */
export const createContext = ({ host, settings, args, own }: Options): Context => {
  const screen = createScreen(host, { quiet: own["quiet"] === true });
  const options = { host, screen, settings };
  let only: Promise<Opened> | undefined;
  const context: Context = {
    host,
    screen,
    settings,
    args,
    own,
    theme: themeFor(host, "stdout", settings.color),
    client: async () => (await context.opened()).client,
    opened: () => (only ??= connectOne(options)),
    connections: () => connect(options),
    list: (request) => (settings.paginate ? list : listPage)(context, request),
    listPage: (request) => listPage(context, request),
    get: (request) => get(context, request),
    show: (result) => show(context, result),
    async showCalls(lines) {
      const globals = awsGlobals(settings);
      const texts = lines.map((line) => (typeof line === "string" ? line : awsCommandLine(line, globals)));
      await screen.result(texts.map((text) => `${text}\n`).join(""));
    },
  };
  return context;
};
