/**
 * AWS Systems Manager maintenance windows in memory: a transport for `@windowpane/core` with full histories, real
 * paging, fault injection and its own clock. It uses no wall clock, no network and no randomness without a seed.
 *
 * @module
 */
export { mockTransport, type MockOptions, type MockTransport } from "./mock-transport.ts";
export { fixedClock, manualClock, type Clock, type ManualClock } from "./world/clock.ts";
export { patchNight } from "./scenarios/patch-night.ts";
export { documentation, documentationIds } from "./scenarios/documentation.ts";
export { documentedId } from "./scenarios/documentation/documented-id.ts";
export { fleet, fleetIds, type FleetOptions } from "./scenarios/fleet.ts";
export { everyInput, everyOperation } from "./scenarios/every-operation.ts";
export {
  crossAccount,
  crossAccountIds,
  crossAccountLocations,
} from "./scenarios/automations/cross-account.ts";
export { rateControlledIds } from "./scenarios/automations/window.ts";
export { rateControlled, type RateControlledOptions } from "./scenarios/automations/rate-controlled.ts";
export { organizationMembers, type OrganizationMember } from "./scenarios/organization.ts";
export { empty } from "./scenarios/empty.ts";
export { patchAccount } from "./scenarios/patch-account.ts";
export { patchAccountIds, patchAccountMinute, patchAccountStart } from "./scenarios/patch-account/layout.ts";
export type {
  PatchAccountRecipe,
  PatchMachineRecipe,
  PatchRecipeCounts,
  PatchRunRecipe,
  PatchRunStatus,
  PatchStateRecipe,
  PatchTaskRecipe,
} from "./scenarios/patch-account/recipe.ts";
export { patchFailure, type PatchFailure } from "./scenarios/patch-output/failures.ts";
export { printPatchRun } from "./scenarios/patch-output/print.ts";
export type { PatchManager, PatchOutputRecipe, PrintedCounts } from "./scenarios/patch-output/recipe.ts";
export { scenarioNamed, scenarioNames } from "./scenarios/named.ts";
export type {
  AccessDeniedFault,
  DroppedResponseFault,
  EmptyPageFault,
  ExpiredTokenFault,
  FaultTiming,
  LatencyFault,
  MockFault,
  RepeatedTokenFault,
  ServerErrorFault,
  ThrottlingFault,
  TrailingEmptyPageFault,
} from "./faults/fault.ts";
export type { AutomationPlan, StartedAutomationPlan, StepPlan } from "./plan/automation-plan.ts";
export type { Sleep } from "./faults/layer.ts";
export type {
  ComplianceLevel,
  ManagedMachine,
  ManagedMachines,
  PatchOperationPlan,
  PatchPlan,
  PatchPlanState,
} from "./plan/managed-machine.ts";
export type {
  AccountPlan,
  CommandPlan,
  ExecutionPlan,
  InvocationPlan,
  Invocations,
  MachinePlan,
  PluginPlan,
  RegisteredTaskPlan,
  RunPlan,
  Scenario,
  SentCommandPlan,
  Sequence,
  TaskPlan,
  WindowPlan,
} from "./plan/plan.ts";
