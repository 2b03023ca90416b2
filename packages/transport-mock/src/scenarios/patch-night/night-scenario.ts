import { once } from "../../plan/computed.ts";
import type { Scenario, WindowPlan } from "../../plan/plan.ts";
import { accountAt, type NightAccount } from "./account/account.ts";
import { managedMachines } from "./patches/managed-machines.ts";
import { commandsByHand } from "./patches/outside-windows.ts";
import { commandsOfAutomations } from "./tasks/patch-automation.ts";

/** A window of the account. */
export type NightWindow = (account: NightAccount) => WindowPlan;

/** The account with some of its windows. The seed decides IDs and failures. */
export const nightScenario = (name: string, windows: readonly NightWindow[]): Scenario => ({
  name,
  plan({ now, seed }) {
    const account = accountAt(now, seed);
    const planned = windows.map((windowAt) => windowAt(account));
    const commands = [...commandsByHand(account), ...commandsOfAutomations(account, planned)];
    const machines = once(() => managedMachines(account, planned, commands));
    return {
      windows: planned,
      commands,
      get machines() {
        return machines();
      },
    };
  },
});
