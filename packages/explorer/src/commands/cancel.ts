import type { CommandContext } from "./context.ts";
import { topView } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";

/** Asks for the id of the execution to cancel: the one thing here that changes anything. */
export const askCancel = (context: CommandContext): void => {
  const { dispatch, host } = context;
  const WindowExecutionId = executionAt(context);
  if (!host.allowCancel) {
    const text = "Start windowpane with --allow-cancel to be able to cancel an execution.";
    return dispatch({ type: "said", notice: { text, tone: "warn" } });
  }
  if (WindowExecutionId === undefined) return;
  dispatch({ type: "asked", for: "cancel", question: `To cancel ${WindowExecutionId}, type its id:` });
};

/** Cancels it when what was typed is its id, letter for letter. */
export const cancelExecution = async (context: CommandContext, typed: string): Promise<void> => {
  const { dispatch, host, client } = context;
  const WindowExecutionId = executionAt(context);
  if (!host.allowCancel || WindowExecutionId === undefined) return;
  if (typed.trim() !== WindowExecutionId) {
    return dispatch({ type: "refused", trouble: "That is not its id, so nothing was cancelled." });
  }
  dispatch({ type: "busied", words: "cancelling" });
  await (await client()).call("CancelMaintenanceWindowExecution", { WindowExecutionId });
  dispatch({ type: "closedPrompt", keep: false });
  const text = "AWS was asked to cancel it. Tasks that run already go on to their end.";
  dispatch({ type: "said", notice: { text, tone: "good" } });
};

/** The execution that one looks at or that is selected. */
const executionAt = ({ state }: CommandContext): string | undefined => {
  const view = topView(state());
  return view.place.WindowExecutionId ?? selectedRow(view)?.place.WindowExecutionId;
};
