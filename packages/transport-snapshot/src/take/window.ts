import { isWindowpaneError, itemsOf, type Item } from "@windowpane/core";
import type { HeldGap } from "../file/snapshot.ts";
import { handled } from "./handled.ts";
import { gapOf } from "./recorder.ts";
import type { TakeContext } from "./take-context.ts";

const WINDOWS = "DescribeMaintenanceWindows";
const EXECUTIONS = "DescribeMaintenanceWindowExecutions";

/** A window's newest executions. The whole list is read, because AWS promises no order. Throws as the client. */
export const lastExecutions = async (
  context: TakeContext,
  WindowId: string,
  last: number,
): Promise<readonly string[]> => {
  const executions: Item<typeof EXECUTIONS>[] = [];
  const { reader } = context.recorder;
  const failed = await reader.walk(EXECUTIONS, { WindowId, MaxResults: 100 }, (page) => {
    executions.push(...page);
  });
  if (failed !== undefined) throw failed.error;
  const newest = executions
    .filter(({ WindowExecutionId }) => WindowExecutionId !== undefined)
    .toSorted((one, other) => timeOf(other) - timeOf(one))
    .slice(0, last);
  context.recorder.keepItems(EXECUTIONS, { WindowId }, newest);
  return newest.flatMap(({ WindowExecutionId }) => WindowExecutionId ?? []);
};

const timeOf = ({ StartTime }: { readonly StartTime?: Date | undefined }): number =>
  StartTime?.getTime() ?? 0;

/** Takes a window as it is listed and registered. */
export const takeWindow = async (context: TakeContext, WindowId: string): Promise<void> => {
  const registration = handled(takeRegistration(context, WindowId));
  const found: Item<typeof WINDOWS>[] = [];
  let gap: HeldGap | undefined = notListed;
  try {
    for await (const page of context.recorder.reader.pages(WINDOWS, { MaxResults: 100 })) {
      const window = itemsOf(WINDOWS, page).find((candidate) => candidate.WindowId === WindowId);
      if (window === undefined) continue;
      found.push(window);
      gap = undefined;
      break;
    }
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    gap = gapOf({ error });
  }
  context.recorder.keepItems(WINDOWS, {}, found, gap);
  await registration;
};

const notListed: HeldGap = {
  code: "not-found",
  message: "The account lists no such window. It may have been deleted since.",
};

/** Takes what is registered with a window. */
export const takeRegistration = async ({ recorder }: TakeContext, WindowId: string): Promise<void> => {
  await Promise.all([
    recorder.ask("GetMaintenanceWindow", { WindowId }),
    recorder.walk("DescribeMaintenanceWindowTargets", { WindowId }),
    recorder.walk("DescribeMaintenanceWindowTasks", { WindowId }),
  ]);
};
