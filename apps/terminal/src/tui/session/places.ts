/** Where one could ask instead: the profiles and regions to choose from. */
import type { Connection } from "../../sources/connect.ts";
import type { KnownProfile, Source } from "../../host/host.ts";
import type { Trouble } from "./finding.ts";

/** What there is to choose from. */
export interface Places {
  /** Whom one asks now; undefined is whatever the environment says. */
  readonly profile: string | undefined;
  /** Where one asks now. */
  readonly region: string | undefined;
  /** Undefined where the source knows no profiles, and no regions either. */
  readonly profiles: readonly KnownProfile[] | undefined;
  /** The regions that the account has enabled, as far as it may be asked. */
  readonly regions: readonly string[];
  /** Why the regions are missing. */
  readonly trouble?: Trouble | undefined;
}

interface PlacesOptions {
  readonly connection: Pick<Connection, "profile" | "region">;
  readonly profiles: () => Promise<readonly KnownProfile[] | undefined>;
  readonly source: () => Promise<Source>;
  readonly describe: (error: unknown) => Trouble;
  readonly signal: AbortSignal;
}

/**
 * The profiles at once, the regions when the account has told them. It does not fail: whoever cannot sign in with one profile
 * needs the list of the others most.
 */
export async function* readPlaces(options: PlacesOptions): AsyncGenerator<Places, void, undefined> {
  const { connection, describe, signal } = options;
  const { profile } = connection;
  let known: Places = { profile, region: connection.region, profiles: await options.profiles(), regions: [] };
  yield known;
  try {
    const { region, regions } = await options.source();
    known = { ...known, region };
    yield known;
    if (regions !== undefined) yield { ...known, regions: await regions({ signal }) };
  } catch (error) {
    signal.throwIfAborted();
    yield { ...known, trouble: describe(error) };
  }
}
