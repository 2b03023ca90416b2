import type {
  ConnectionChoices,
  KnownProfile,
  Location,
  OpenedConnection,
  ErrorText,
} from "../model/connection.ts";

interface ChoicesOptions {
  readonly source: string;
  readonly connection: Location;
  readonly profiles: () => Promise<readonly KnownProfile[] | undefined>;
  readonly opened: () => Promise<OpenedConnection>;
  readonly describe: (error: unknown) => ErrorText;
  readonly signal: AbortSignal;
}

/**
 * The profiles at once, then the regions of the account. Never fails: without credentials for one profile, the list of the
 * others is needed most.
 */
export async function* readConnectionChoices(
  options: ChoicesOptions,
): AsyncGenerator<ConnectionChoices, void, undefined> {
  const { connection, describe, signal } = options;
  const { profile } = connection;
  let known: ConnectionChoices = {
    source: options.source,
    profile,
    region: connection.region,
    profiles: await options.profiles(),
    regions: [],
  };
  yield known;
  try {
    const { region, regions } = await options.opened();
    known = { ...known, region };
    yield known;
    if (regions !== undefined) yield { ...known, regions: await regions({ signal }) };
  } catch (error) {
    signal.throwIfAborted();
    yield { ...known, error: describe(error) };
  }
}
