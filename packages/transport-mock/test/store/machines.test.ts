import { createClient } from "@windowpane/core";
import { expect, it } from "vitest";
import {
  fleet,
  mockTransport,
  type AccountPlan,
  type ManagedMachine,
  type Scenario,
} from "../../src/index.ts";
import { machineIds, machinesAccount } from "../machines-account.ts";

it("reads no machine of a plan before the first request for one", async () => {
  let reads = 0;
  const { windows } = machinesAccount;
  const plan = {
    windows,
    get machines() {
      reads += 1;
      return machinesAccount.machines ?? [];
    },
  };
  const client = createClient(mockTransport({ scenario: plan }));
  await client.call("DescribeMaintenanceWindows", {});
  await client.call("ListCommandInvocations", { InstanceId: machineIds.linux });
  expect(reads).toBe(0);
  await client.call("DescribeInstanceInformation", {});
  await client.call("GetInventory", {});
  expect(reads).toBe(1);
});

it("rejects a plan with a duplicate instance ID", async () => {
  const [machine] = machinesAccount.machines as readonly ManagedMachine[]; // an array there
  const machines = [machine, machine].filter((each) => each !== undefined);
  const client = createClient(mockTransport({ scenario: { windows: [], machines } }));
  await expect(client.call("DescribeInstanceInformation", {})).rejects.toThrow(
    "The plan has the machine i-0000000000000000a twice.",
  );
});

it("derives no machines from computed invocations", async () => {
  const { windows } = fleet({ invocations: 5 }).plan({ now: new Date("2026-11-22T08:00:00Z"), seed: 1 });
  const list = async (scenario: AccountPlan | Scenario) =>
    (await createClient(mockTransport({ scenario })).call("DescribeInstanceInformation", {}))
      .InstanceInformationList;
  expect(await list({ windows })).toEqual([]);
  expect(await list(fleet({ invocations: 5 }))).toHaveLength(5);
});
