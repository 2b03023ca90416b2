import type { ManagedMachine, PatchPlan, PatchPlanState } from "../../plan/managed-machine.ts";

/**
 * The machine of the AWS CLI's examples of DescribeInstanceInformation, DescribeInstancePatchStates and
 * DescribeInstancePatches: a Linux machine with Windows updates. The examples list three updates but count hundreds; the
 * others are generated, without product names.
 */
export const documentedMachine: ManagedMachine = {
  information: {
    InstanceId: "i-1234567890abcdef0",
    PingStatus: "Online",
    LastPingDateTime: new Date(1_550_501_835_178),
    AgentVersion: "2.3.415.0",
    IsLatestVersion: false,
    PlatformType: "Linux",
    PlatformName: "Amazon Linux AMI",
    PlatformVersion: "2018.03",
    ResourceType: "EC2Instance",
    IPAddress: "172.16.0.154",
    ComputerName: "ip-172-16-0-154.ec2.internal",
    AssociationStatus: "Success",
    LastAssociationExecutionDate: new Date(1_550_501_837_000),
    LastSuccessfulAssociationExecutionDate: new Date(1_550_501_837_000),
    AssociationOverview: { InstanceAssociationStatusAggregatedCount: { Success: 1 } },
  },
  tags: { DEV: "" },
  patchOperations: () => [
    {
      // LastNoRebootInstallOperationTime of the example.
      start: new Date("2020-06-14T12:17:00-07:00"),
      end: new Date("2020-06-14T12:17:41-07:00"),
      Operation: "Install",
      ...baseline,
      RebootOption: "NoReboot",
      patches: [],
    },
    {
      start: new Date("2021-05-03T11:00:56-07:00"),
      end: new Date("2021-05-03T11:01:09-07:00"),
      Operation: "Scan",
      ...baseline,
      SnapshotId: "521c3536-930c-4aa9-950e-01234567abcd",
      NotApplicableCount: 2063,
      UnreportedNotApplicableCount: 11,
      patches: patches(),
    },
  ],
};

const baseline = { BaselineId: "pb-0713accee01234567", PatchGroup: "my-patch-group" } as const;

const patches = (): readonly PatchPlan[] => [
  {
    Title:
      "2019-01 Security Update for Adobe Flash Player for Windows Server 2016 for x64-based Systems (KB4480979)",
    KBId: "KB4480979",
    Classification: "SecurityUpdates",
    Severity: "Critical",
    State: "Installed",
    InstalledTime: new Date(1_546_992_000_000),
  },
  { KBId: "KB4481031", State: "InstalledOther", InstalledTime: new Date(1_549_584_000_000) },
  {
    Title: "Windows Malicious Software Removal Tool x64 - February 2019 (KB890830)",
    KBId: "KB890830",
    Classification: "UpdateRollups",
    Severity: "Unspecified",
    State: "Missing",
  },
  // Two patches that are critical and security: the example counts two, two and one other.
  ...filled("Failed", 2, {
    Classification: "SecurityUpdates",
    Severity: "Critical",
    ComplianceLevel: "CRITICAL",
  }),
  ...filled("Installed", 122, { Classification: "SecurityUpdates", Severity: "Important" }),
  ...filled("InstalledOther", 333),
];

const filled = (State: PatchPlanState, count: number, words: Partial<PatchPlan> = {}): readonly PatchPlan[] =>
  Array.from({ length: count }, (_, index) => ({ ...words, KBId: `KB44${count}${100 + index}`, State }));
