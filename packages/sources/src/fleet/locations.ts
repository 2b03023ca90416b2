import type { ItemOrigin } from "@windowpane/core";
import type { FleetConfig } from "@windowpane/fleet";
import type { NetworkOptions, Platform, Source, SourceEvent } from "../source/source.ts";

/** An account and region of a source that has several. */
export interface SourceLocation {
  readonly origin: ItemOrigin;
  /** ARN of the role that reads it. */
  readonly role?: string | undefined;
  readonly externalId?: string | undefined;
  /** Rejects if it cannot be read. */
  readonly open: () => Promise<Source>;
}

/** Which accounts and regions to read. */
export interface LocationsOptions {
  /** Reads the fleet configuration. Absent: the source has its own accounts. */
  readonly fleet?: (() => Promise<FleetConfig>) | undefined;
  /** Account IDs or names to keep. Empty for all. */
  readonly accounts: readonly string[];
  /** Regions to keep. Empty for all; `all` is every region that an account has enabled. */
  readonly regions: readonly string[];
  readonly profile: string | undefined;
  readonly endpointUrl?: string | undefined;
  readonly network?: NetworkOptions | undefined;
  readonly platform: Platform;
  readonly notify?: ((event: SourceEvent) => void) | undefined;
}
