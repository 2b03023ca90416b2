import { createReader, isLastPage, type Client, type Signal } from "@windowpane/core";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { plainLine } from "../model/text.ts";

/** The name to search for. */
export interface FindMachinesOptions {
  /** The name of the machine. Finds all machines with this name. */
  readonly name: string;
  /** Search commands sent after this time. */
  readonly since: Date;
  /** Maximum number of pages to read. Default: 40, up to 2,000 runs of commands. */
  readonly most?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The machines with a name. */
export interface FoundMachines {
  /** Their instance IDs, those with the newest commands first. */
  readonly ids: readonly string[];
  /** Names that contain the searched name or are part of it. */
  readonly near: readonly string[];
  /** Whether all commands since `since` were searched. */
  readonly whole: boolean;
}

const MOST = 40;

/**
 * Finds the instance IDs of machines by name. AWS returns a machine's name only with the results of a command and has no filter
 * for it, so this reads the account's newest commands, up to `most` pages.
 *
 * @throws as a client's `pages`.
 */
export const findMachines = async (
  client: Client,
  { name, since, most = MOST, signal }: FindMachinesOptions,
): Promise<FoundMachines> => {
  const ids = new Set<string>();
  const near = new Set<string>();
  const wanted = name.toLowerCase();
  const Filters = [{ key: "InvokedAfter" as const, value: wholeSeconds(since.getTime()) }];
  let pages = 0;
  const reader = createReader(client, { signal });
  for await (const page of reader.pages("ListCommandInvocations", { MaxResults: 50, Filters })) {
    for (const { InstanceId, InstanceName = "" } of page.CommandInvocations ?? []) {
      const known = InstanceName.toLowerCase();
      if (known === wanted && InstanceId !== undefined) ids.add(InstanceId);
      else if (known !== "" && (known.includes(wanted) || wanted.includes(known)))
        near.add(plainLine(InstanceName));
    }
    pages += 1;
    if (pages >= most) return { ids: [...ids], near: [...near], whole: isLastPage(page) };
  }
  return { ids: [...ids], near: [...near], whole: true };
};
