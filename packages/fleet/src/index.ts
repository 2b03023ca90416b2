/**
 * Reads many AWS accounts and regions as one: configuration, roles, organization, and one transport over all.
 *
 * @module
 */
export {
  DEFAULT_ROLE,
  type ArchiveConfig,
  type DestinationConfig,
  type FleetAccount,
  type FleetConfig,
  type FleetOrganization,
  type MessagesConfig,
} from "./config/fleet-config.ts";
export { FleetConfigError, readFleetConfig, type FleetConfigProblem } from "./config/read-fleet-config.ts";
export { resolveSecret, SecretError, type Secret, type SecretSource } from "./config/secret.ts";
export {
  locationAdvice,
  noAccountsAdvice,
  type AdviceSubject,
  type LocationAdvice,
} from "./errors/location-advice.ts";
export type { FleetLocation } from "./config/location.ts";
export {
  listAccounts,
  type ListAccountsOptions,
  type OrganizationAccount,
} from "./locations/organization.ts";
export { listRegions, type ListRegionsOptions } from "./locations/regions.ts";
export {
  firstRegionOf,
  OrganizationError,
  resolveFleet,
  type ResolvedFleet,
  type ResolveOptions,
  type UnlistedAccount,
} from "./locations/resolve-fleet.ts";
export {
  callerPolicy,
  readOperations,
  readPolicy,
  type CallerPolicyOptions,
  type Policy,
  type PolicyResource,
  type PolicyStatement,
} from "./role/policy.ts";
export {
  isPrincipal,
  readRoleTemplate,
  type ReadRoleOptions,
  type ReadRoleTemplate,
} from "./role/read-role.ts";
export {
  accountSteps,
  stackSetSteps,
  type AccountStepsOptions,
  type SetUpStep,
  type StackSetOptions,
} from "./role/set-up-steps.ts";
export type { AskMfa } from "./sessions/assume-role.ts";
export type { AwsSettings } from "./sessions/aws-settings.ts";
export type { CredentialsProvider, FleetCredentials } from "./sessions/credentials.ts";
export {
  createSessions,
  type Sessions,
  type SessionsOptions,
  type SessionSubject,
} from "./sessions/sessions.ts";
export { withSession } from "./sessions/with-session.ts";
export {
  fleetTransport,
  type FleetSelection,
  type FleetTransport,
  type FleetTransportOptions,
} from "./transport/fleet-transport.ts";
export { unreadAt, type FleetMember } from "./transport/member.ts";
