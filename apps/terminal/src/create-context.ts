import type { Opened } from "./connect.ts";
import type { Context } from "./context.ts";
import type { Host } from "./host.ts";
import { createScreen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { themeFor } from "./theme.ts";

interface Options {
  readonly host: Host;
  readonly settings: Settings;
  readonly args: readonly string[];
  readonly own: Readonly<Record<string, unknown>>;
}

/** The context of one command. What is heavy is imported when it is first asked for, so that `--help` stays light. */
export const createContext = ({ host, settings, args, own }: Options): Context => {
  const screen = createScreen(host);
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
    async opened() {
      const { connectOne } = await import("./connect.ts");
      only ??= connectOne(options);
      return only;
    },
    async connections() {
      const { connect } = await import("./connect.ts");
      return connect(options);
    },
    async list(request) {
      if (!settings.paginate) {
        await context.listPage(request);
        return;
      }
      const { list } = await import("./listing/list.ts");
      await list(context, request);
    },
    async listPage(request) {
      const { listPage } = await import("./listing/list-page.ts");
      await listPage(context, request);
    },
    async get(request) {
      const { get } = await import("./listing/get.ts");
      await get(context, request);
    },
    async show(result) {
      const { show } = await import("./output/show.ts");
      await show(context, result);
    },
    async showCalls(lines) {
      const { awsCommandLine, awsGlobals } = await import("./show-cli.ts");
      const globals = awsGlobals(settings);
      const texts = lines.map((line) => (typeof line === "string" ? line : awsCommandLine(line, globals)));
      await screen.result(texts.map((text) => `${text}\n`).join(""));
    },
  };
  return context;
};
