import {
  createReader,
  isLastPage,
  isWindowpaneError,
  type Client,
  type Signal,
  type UnreadLocationsError,
} from "@windowpane/core";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { originOfItem } from "../model/origin.ts";
import type { AccountRegion } from "../model/report.ts";
import { plainLine } from "../model/text.ts";

/** The name to search for. */
export interface FindMachinesOptions {
  /** The name of the machine. Finds all machines with this name. */
  readonly name: string;
  /** Search commands sent after this time. */
  readonly since: Date;
  /** Number of accounts and regions that the client reads. The list begins with all commands of the first. Default: 1. */
  readonly locations?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The machines with a name. */
export interface FoundMachines {
  /** Their instance IDs, those with the newest commands first. */
  readonly ids: readonly string[];
  /** The account and region of each ID. Empty where one account and region is read. */
  readonly origins: ReadonlyMap<string, AccountRegion>;
  /** Names that contain the searched name or are part of it. */
  readonly near: readonly string[];
  /** Whether all commands since `since` were searched. */
  readonly whole: boolean;
  /** The accounts and regions that could not be read: the machine may be there. Absent if all were read. */
  readonly unread?: UnreadLocationsError | undefined;
}

/** Maximum number of pages for each location: 2,000 runs of commands. */
const MOST_PAGES = 40;

/**
 * Finds the instance IDs of machines by name. AWS returns a machine's name only with the results of a command and has no filter
 * for it, so this reads the newest commands, up to 2,000 runs of commands for each location.
 *
 * @throws as a client's `pages`, except if some of several accounts and regions could not be read.
 */
export const findMachines = async (
  client: Client,
  { name, since, locations = 1, signal }: FindMachinesOptions,
): Promise<FoundMachines> => {
  const ids = new Set<string>();
  const origins = new Map<string, AccountRegion>();
  const near = new Set<string>();
  const wanted = name.toLowerCase();
  const Filters = [{ key: "InvokedAfter" as const, value: wholeSeconds(since.getTime()) }];
  let pages = 0;
  const reader = createReader(client, { signal });
  const found = (rest: Pick<FoundMachines, "whole" | "unread">): FoundMachines => {
    return { ids: [...ids], origins, near: [...near], ...rest };
  };
  try {
    for await (const page of reader.pages("ListCommandInvocations", { MaxResults: 50, Filters })) {
      for (const invocation of page.CommandInvocations ?? []) {
        const { InstanceId, InstanceName = "" } = invocation;
        const known = InstanceName.toLowerCase();
        if (known === wanted && InstanceId !== undefined) {
          ids.add(InstanceId);
          const origin = originOfItem(invocation);
          if (origin !== undefined) origins.set(InstanceId, origin);
        } else if (known !== "" && (known.includes(wanted) || wanted.includes(known)))
          near.add(plainLine(InstanceName));
      }
      pages += 1;
      if (pages >= MOST_PAGES * locations) return found({ whole: isLastPage(page) });
    }
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "unread-locations") throw error;
    return found({ whole: true, unread: error });
  }
  return found({ whole: true });
};
