/** The small account with three more machines: a scanned one, a Windows one, and one that is terminated later. */
import { createClient, type Client } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan } from "../src/index.ts";
import type { PatchOperationPlan, PatchPlan } from "../src/plan/managed-machine.ts";
import { ids, minute, smallAccount } from "./small-account.ts";

export const machineIds = {
  linux: "i-0000000000000000a",
  /** A machine that is not in the plan, except in commands. */
  derived: "i-0000000000000000b",
  windows: "i-0000000000000000c",
  hybrid: "mi-0000000000000000d",
  terminated: "i-0000000000000000e",
  unknown: "i-0000000000000000f",
} as const;

const BaselineId = "pb-0123456789abcdef0";

const installed: PatchPlan = {
  KBId: "openssl.x86_64",
  Title: "openssl",
  Classification: "Security",
  Severity: "Important",
  State: "Installed",
  InstalledTime: minute(-500),
  CVEIds: "CVE-2026-0001",
};

const missing: PatchPlan = {
  KBId: "kernel.x86_64",
  Classification: "Security",
  Severity: "Critical",
  State: "Missing",
  CVEIds: "CVE-2026-0002,CVE-2026-0003",
  ComplianceLevel: "CRITICAL",
};

const scan: PatchOperationPlan = {
  start: minute(-30),
  end: minute(-29),
  Operation: "Scan",
  BaselineId,
  patches: [installed, missing],
};

/** The patch operation of the failing invocation's command on its first machine. */
const install: PatchOperationPlan = {
  start: minute(5),
  end: minute(7),
  Operation: "Install",
  CommandId: ids.command,
  SnapshotId: "00000000-0000-4000-8000-00000000005a",
  BaselineId,
  PatchGroup: "web",
  RebootOption: "NoReboot",
  patches: () => [
    installed,
    { KBId: "jq.x86_64", State: "InstalledOther" },
    { ...missing, State: "InstalledPendingReboot", InstalledTime: minute(6) },
    { KBId: "curl.x86_64", Classification: "Bugfix", State: "Failed", ComplianceLevel: "LOW" },
  ],
};

export const machinesAccount: AccountPlan = {
  ...smallAccount,
  machines: [
    {
      information: {
        InstanceId: machineIds.linux,
        AgentVersion: "3.3.987.0",
        PlatformType: "Linux",
        PlatformName: "Amazon Linux",
        PlatformVersion: "2023",
        ResourceType: "EC2Instance",
        IPAddress: "10.0.0.1",
        ComputerName: "web-1.example.internal",
        AssociationStatus: "Success",
      },
      tags: { Role: "web", Empty: "" },
      // Not in order of time.
      patchOperations: () => [install, scan],
    },
    {
      information: {
        InstanceId: machineIds.windows,
        PlatformType: "Windows",
        PlatformName: "Microsoft Windows Server 2022 Datacenter",
        ResourceType: "EC2Instance",
      },
      tags: { Role: "files" },
      patchOperations: [
        {
          ...scan,
          patches: [{ KBId: "KB5030001", State: "AvailableSecurityUpdate" }],
          NotApplicableCount: 1900,
          UnreportedNotApplicableCount: 11,
        },
      ],
    },
    {
      information: {
        InstanceId: machineIds.hybrid,
        PingStatus: "ConnectionLost",
        LastPingDateTime: minute(-1000),
        PlatformType: "Linux",
        PlatformName: "Ubuntu",
        PlatformVersion: "24.04",
        ResourceType: "ManagedInstance",
        ActivationId: "00000000-0000-4000-8000-0000000000ac",
        IamRole: "HybridRole",
        Name: "kiosk",
      },
    },
    {
      information: {
        InstanceId: machineIds.terminated,
        PlatformType: "Linux",
        PlatformName: "Ubuntu",
        ResourceType: "EC2Instance",
      },
      terminated: minute(6),
      patchOperations: [scan],
    },
  ],
};

/** A client for the account, a number of minutes after its start. */
export const machinesAt = (minutes: number): Client =>
  createClient(mockTransport({ scenario: machinesAccount, clock: fixedClock(minute(minutes)) }));
