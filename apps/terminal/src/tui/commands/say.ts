import type { CommandContext } from "./run-command.ts";

/** Says something in the message line, until the next key. */
export const say = ({ dispatch }: Pick<CommandContext, "dispatch">, text: string): void =>
  dispatch({ type: "said", notice: { text, tone: "plain" } });
