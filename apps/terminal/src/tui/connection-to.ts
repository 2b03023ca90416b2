import { connect, type Connection } from "../sources/connect.ts";
import type { Context } from "../cli/context/context.ts";
import type { Host } from "../host/host.ts";
import type { Origin } from "./state/state.ts";

type Settings = Context["settings"];

/** The settings with one place in place of those that the command line names. */
export const settingsAt = (
  { profile, region }: Pick<Origin, "profile" | "region">,
  settings: Settings,
): Settings => ({
  ...settings,
  profiles: profile === undefined ? [] : [profile],
  regions: region === undefined ? [] : [region],
});

/**
 * Makes connections whose words do not go to stderr, which is the same screen.
 *
 * @param host - asks its questions in the UI.
 */
export const connector =
  (host: Host, settings: Settings) =>
  ({ profile, region }: Pick<Connection, "profile" | "region">): Connection => ({
    profile,
    region,
    async open() {
      const [connection] = await connect({
        host,
        screen: silent,
        settings: { ...settingsAt({ profile, region }, settings), debug: false },
      });
      if (connection === undefined) throw new RangeError("One place gives one connection.");
      return connection.open();
    },
  });

const nothing = async (): Promise<void> => {};
const silent: Context["console"] = {
  result: nothing,
  note: nothing,
  progress: nothing,
  waiting: nothing,
  settle: nothing,
};
