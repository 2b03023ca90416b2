import { createReader, isLastPage, type Client, type Signal } from "@windowpane/core";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { plainLine } from "../model/text.ts";

/** Which name to look for. */
export interface FindMachinesOptions {
  /** The name that people gave the machine: of several of the same name all are found. */
  readonly name: string;
  /** How far back to look. */
  readonly since: Date;
  /** Most answers to read. Default: 40, which is up to 2,000 runs of commands. */
  readonly most?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
}

/** The machines of a name. */
export interface FoundMachines {
  /** Their ids, those with the newest commands first. */
  readonly ids: readonly string[];
  /** Names that begin or end as the one that was looked for, where none is it. */
  readonly near: readonly string[];
  /** Whether all commands since then were looked at. */
  readonly whole: boolean;
}

const MOST = 40;

/**
 * The ids of the machines that have a name. AWS tells a machine's name only beside what a command did on it, and does not
 * filter by it, so the account's newest commands are read, as far as `most` allows.
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
