import type { CommandContext } from "./context.ts";
import { topView } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";

/** Asks for the ID of the execution to cancel: the only command that changes anything in AWS. */
export const askCancel = (context: CommandContext): void => {
  const { dispatch, host } = context;
  const WindowExecutionId = executionAt(context);
  if (!host.allowCancel) {
    const text = "Cancelling is disabled. Start windowpane with --allow-cancel to enable it.";
    return dispatch({ type: "noticeShown", notice: { text, tone: "warn" } });
  }
  if (WindowExecutionId === undefined) return;
  dispatch({ type: "promptOpened", for: "cancel", question: `To cancel ${WindowExecutionId}, type its ID:` });
};

/** Cancels the execution if its full ID was typed. */
export const cancelExecution = async (context: CommandContext, typed: string): Promise<void> => {
  const { dispatch, host, client } = context;
  const WindowExecutionId = executionAt(context);
  if (!host.allowCancel || WindowExecutionId === undefined) return;
  if (typed.trim() !== WindowExecutionId) {
    return dispatch({ type: "promptFailed", error: "The ID does not match. Nothing was cancelled." });
  }
  dispatch({ type: "promptBusy", words: "cancelling" });
  await (await client()).call("CancelMaintenanceWindowExecution", { WindowExecutionId });
  dispatch({ type: "promptClosed", keep: false });
  const text = "Cancellation requested. Pending tasks will not start; running tasks finish.";
  dispatch({ type: "noticeShown", notice: { text, tone: "good" } });
};

/** The execution that is shown or selected. */
const executionAt = ({ state }: CommandContext): string | undefined => {
  const view = topView(state());
  return view.ref.WindowExecutionId ?? selectedRow(view)?.ref.WindowExecutionId;
};
