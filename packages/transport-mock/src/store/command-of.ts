import type { CommandPlan, InvocationPlan } from "../plan.ts";

/** What an invocation's command did, also where that is only made when it is asked for. */
export const commandOf = ({ command }: InvocationPlan): CommandPlan | undefined =>
  typeof command === "function" ? command() : command;
