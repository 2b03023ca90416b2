/** Accounts of the service, by the name that it is started with. */
import { fleet, patchAccount, type AccountPlan, type Scenario } from "@windowpane/transport-mock";
import { hundredTasks } from "./hundred-tasks.ts";
import { lateFailures } from "./late-failures.ts";

export const accounts = {
  fleet: fleet({ invocations: 100_000 }),
  "hundred-tasks": hundredTasks,
  "late-failures": lateFailures,
  "patched-machines": patchAccount({
    machines: Array.from({ length: 1000 }, () => ({ states: [{ installed: 12 }] })),
  }),
} as const satisfies Record<string, Scenario | AccountPlan>;

export type AccountName = keyof typeof accounts;

export const isAccountName = (name: string): name is AccountName => Object.hasOwn(accounts, name);
