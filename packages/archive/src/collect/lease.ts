import type { StateOf } from "./state.ts";

/** Time for which a collector has a location without a sign of life, in milliseconds. */
export const LEASE = 120_000;

/** A lease that ends later than this from now is void, in milliseconds: clocks of two machines differ by less. */
const LONGEST = 86_400_000;

/** Who has a location, and until when. */
export interface LeaseHolder {
  /** Name of the collector. */
  readonly owner: string;
  /** End of the lease. */
  readonly until: Date;
}

/** The right to collect a location. Two collectors with it are safe, but read everything twice. */
export interface Lease {
  /** Extends the lease if a third of it has passed. Called before each request. */
  keep(): Promise<void>;
  release(): Promise<void>;
}

/** Options of `takeLease`. */
export interface LeaseOptions {
  /** Name of this collector, different for each process. */
  readonly owner: string;
  readonly now: () => Date;
  /** Whether the collector with this name has certainly ended, so that its lease is void. Default: not known. */
  readonly hasEnded?: ((owner: string) => boolean) | undefined;
}

/** Takes the lease of a location, or returns who has it. */
export const takeLease = async (
  { sql, location }: StateOf,
  { owner, now, hasEnded = () => false }: LeaseOptions,
): Promise<{ readonly lease: Lease } | { readonly holder: LeaseHolder }> => {
  const [before] = await sql.all<{ owner: string | null; lease_ms: number }>(
    "SELECT owner, lease_ms FROM collection_state WHERE location = ?1",
    [location],
  );
  let time = now().getTime();
  const isFree =
    before === undefined ||
    before.owner === null ||
    before.lease_ms <= time ||
    // The owner's clock was wrong.
    before.lease_ms > time + LONGEST ||
    hasEnded(before.owner);
  const holderOf = (row: { owner: string | null; lease_ms: number } | undefined) => ({
    holder: { owner: row?.owner ?? "", until: new Date(row?.lease_ms ?? 0) },
  });
  if (!isFree) return holderOf(before);
  // Fails if another collector took it since.
  const { changes } = await sql.run(
    `INSERT INTO collection_state (location, owner, lease_ms) VALUES (?1, ?2, ?3)
      ON CONFLICT DO UPDATE SET owner = ?2, lease_ms = ?3 WHERE owner IS ?4 AND lease_ms = ?5`,
    [location, owner, time + LEASE, before?.owner ?? null, before?.lease_ms ?? 0],
  );
  if (changes === 0) {
    const [row] = await sql.all<{ owner: string | null; lease_ms: number }>(
      "SELECT owner, lease_ms FROM collection_state WHERE location = ?1",
      [location],
    );
    return holderOf(row);
  }
  return {
    lease: {
      keep: async () => {
        if (now().getTime() - time < LEASE / 3) return;
        time = now().getTime();
        await sql.run("UPDATE collection_state SET lease_ms = ?3 WHERE location = ?1 AND owner = ?2", [
          location,
          owner,
          time + LEASE,
        ]);
      },
      release: async () => {
        await sql.run(
          "UPDATE collection_state SET owner = NULL, lease_ms = 0 WHERE location = ?1 AND owner = ?2",
          [location, owner],
        );
      },
    },
  };
};
