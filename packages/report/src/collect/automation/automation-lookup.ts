/** Reads automations with few requests: the quota is three per second and account. */
import type { Item } from "@windowpane/core";
import { missingGap } from "../../model/gap.ts";
import { isPatchAutomation } from "../../judge/patching/patch-run.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import { canRunCommands } from "./automation-commands.ts";
import { runsElsewhere } from "./automation-locations.ts";
import { isRateControlled } from "./automation-machines.ts";
import type { Automation, AutomationFound, PassedAutomations } from "../context/automations.ts";
import type { GapReader } from "../reading/reader.ts";

/** Reads one automation with its steps. */
export const findAutomation = async (
  reader: GapReader,
  AutomationExecutionId: string,
  urgent = false,
): Promise<AutomationFound> => {
  const ids = { AutomationExecutionId };
  const purpose = { ids, what: "What the automation did", urgent };
  const { value, gap } = await reader.call("GetAutomationExecution", ids, purpose);
  if (gap !== undefined) return { gap };
  const automation = value.AutomationExecution;
  return automation === undefined
    ? {
        gap: missingGap({
          operation: "GetAutomationExecution",
          ids,
          what: "The response contains no automation",
        }),
      }
    : { automation };
};

/** AWS's model allows ten values per filter. */
const AUTOMATIONS_PER_LIST = 10;
/** Fewer automations than this can be read one by one within a second. */
const FEWEST_TO_LIST = 4;

type ListedAutomation = Item<"DescribeAutomationExecutions">;

interface PendingAutomation {
  readonly id: string;
  readonly resolve: (row: ListedAutomation | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads the first automation of the task with its own request. If it passed in this account and cannot have run commands, the
 * status of the others is enough, and one request lists up to ten of them by ID. Automations that are not in the list, did not
 * pass or have another document are read with their own requests.
 *
 * Unverified: AWS's model allows several IDs in the filter. Items are matched by ID, and after a list that fails or contains
 * none of the IDs, all others are read one by one, so only the number of requests depends on it.
 */
export const createPassedAutomations = (reader: GapReader): PassedAutomations => {
  const waiting: PendingAutomation[] = [];
  let sample: Promise<Automation | undefined> | undefined;
  let mayList = true;
  let isListing = false;

  const list = async (ids: readonly string[]): Promise<ReadonlyMap<string, ListedAutomation>> => {
    const { value } = await reader.call(
      "DescribeAutomationExecutions",
      { Filters: [{ Key: "ExecutionId", Values: [...ids] }], MaxResults: 50 },
      { ids: {}, what: "The status of automations" },
    );
    const rows = new Map<string, ListedAutomation>();
    for (const row of value?.AutomationExecutionMetadataList ?? []) {
      const id = row.AutomationExecutionId;
      if (id !== undefined && ids.includes(id)) rows.set(id, row);
    }
    if (rows.size === 0) mayList = false;
    return rows;
  };

  const listAll = async (): Promise<void> => {
    if (isListing) return;
    isListing = true;
    // Automations that are requested at the same time share a list.
    await Promise.resolve();
    let batch: readonly PendingAutomation[] = [];
    try {
      while (waiting.length > 0) {
        batch = waiting.splice(0, AUTOMATIONS_PER_LIST);
        const isWorthIt = mayList && batch.length >= FEWEST_TO_LIST;
        const rows = isWorthIt ? await list(batch.map(({ id }) => id)) : new Map<string, ListedAutomation>();
        for (const { id, resolve } of batch) resolve(rows.get(id));
      }
    } catch (error) {
      for (const { reject } of [...batch, ...waiting.splice(0)]) reject(error);
    }
    isListing = false;
  };

  const listed = (id: string): Promise<ListedAutomation | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      void listAll();
    });

  return {
    read: async (id) => {
      if (sample === undefined) {
        const first = findAutomation(reader, id);
        sample = first.then(({ automation }) => (isPlain(automation) ? automation : undefined));
        // The first read rejects with the same error.
        sample.catch(() => {});
        return first;
      }
      const known = await sample;
      const row = known === undefined ? undefined : await listed(id);
      return row !== undefined && isLike(row, known)
        ? { automation: row, isListed: true }
        : findAutomation(reader, id);
    },
  };
};

/** Whether only the status of an automation matters. */
const isPlain = (automation: Automation | undefined): boolean =>
  automation !== undefined &&
  hasPassedHere(automation) &&
  automation.StepExecutionsTruncated !== true &&
  !isPatchAutomation(automation.DocumentName) &&
  !canRunCommands(automation.StepExecutions ?? []);

const hasPassedHere = (automation: Automation & ListedAutomation): boolean =>
  automationResult(automation.AutomationExecutionStatus) === "passed" &&
  !isRateControlled(automation) &&
  !runsElsewhere(automation);

/** Whether an automation passed and has the same document version as the sample. */
const isLike = (row: ListedAutomation, sample: Automation | undefined): boolean =>
  hasPassedHere(row) &&
  row.DocumentName !== undefined &&
  row.DocumentName === sample?.DocumentName &&
  row.DocumentVersion === sample.DocumentVersion;
