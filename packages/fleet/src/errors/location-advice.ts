/** Why an account or a region cannot be read and what to do: the only place with these texts. */
import { errorMeaning, type WindowpaneError } from "@windowpane/core";
import type { FleetConfig } from "../config/fleet-config.ts";
import { organizationActions } from "../role/policy.ts";
import { isWrongMfaCode, MFA_REQUIRED } from "../sessions/assume-role.ts";
import { accountOfRole, type FleetLocation } from "../config/location.ts";
import { NETWORK_ADVICE } from "../sessions/sdk-error.ts";

/** Why something cannot be read, and what to do. */
export interface LocationAdvice {
  /** One sentence on what is wrong. */
  readonly reason: string;
  /** One sentence on what to do. */
  readonly remedy: string;
}

/** What is known about the location of an error. */
export type AdviceSubject = Pick<FleetLocation, "Account" | "Region"> &
  Partial<Pick<FleetLocation, "role" | "externalId">>;

/**
 * Explains an error of a location: of AssumeRole, of ListRegions or of Systems Manager.
 *
 * @example
 * if (isWindowpaneError(error)) {
 *   const { reason, remedy } = locationAdvice(error, { Account: "111122223333", Region: "eu-west-1" });
 *   console.error(reason, remedy);
 * }
 */
export const locationAdvice = (error: WindowpaneError, subject: AdviceSubject): LocationAdvice => {
  const operation = "operation" in error ? error.operation : "";
  return operation === "AssumeRole"
    ? assumeRoleAdvice(error, subject)
    : requestAdvice(error, operation, subject);
};

const assumeRoleAdvice = (error: WindowpaneError, subject: AdviceSubject): LocationAdvice => {
  const { Account, Region, role } = subject;
  const what = `The role${role === undefined ? "" : ` ${role}`} could not be assumed`;
  const code = error.kind === "service" ? error.code : "";
  if (code === MFA_REQUIRED) {
    return {
      reason: sentence(error.message),
      remedy:
        "Run the command on a terminal, which asks for the code, or use a role that requires no MFA device.",
    };
  }
  if (code === "RegionDisabledException" || code === "RegionDisabled") {
    return {
      reason: `STS is not enabled in ${Region}: ${sentence(error.message)}`,
      remedy: `Enable the region ${Region} for account ${Account}, or remove it from the account's regions.`,
    };
  }
  if (isWrongMfaCode(error)) {
    return {
      reason: `${what}: ${sentence(error.message)}`,
      remedy: "Try again, and type a new code: each is valid once.",
    };
  }
  if (/DurationSeconds/u.test(error.message)) {
    return {
      reason: `${what}: ${sentence(error.message)}`,
      remedy:
        "Lower sessionMinutes, or raise the maximum session duration of the role; a role that is assumed from another role allows at most 60 minutes.",
    };
  }
  switch (errorMeaning(error)) {
    case "denied":
      return {
        // STS does not tell whether the role exists.
        reason: `${what}: access denied.`,
        remedy: `Check that the role exists in account ${Account}, that its trust policy allows the caller ${subject.externalId === undefined ? "without an external ID" : "with the configured external ID"}, that the caller is allowed sts:AssumeRole, and that no service control policy denies it.`,
      };
    case "credentials":
      return {
        reason: `${what}, because the source credentials are invalid or expired.`,
        remedy: "Renew the source credentials (aws sso login), and check this machine's clock.",
      };
    case "throttled":
      return { reason: `${what}: STS throttled the requests.`, remedy: "Try again in a minute." };
    case "no-response":
    case "foreign":
    case "fault":
      return {
        reason: `${what}: ${sentence(error.message)}`,
        remedy: "Check the network, the proxy and the endpoint of STS, then try again.",
      };
    default:
      return {
        reason: `${what}: ${sentence(error.message)}`,
        remedy: `Check the role, the external ID and sessionMinutes of account ${Account}.`,
      };
  }
};

const requestAdvice = (
  error: WindowpaneError,
  operation: string,
  { Account, Region, role }: AdviceSubject,
): LocationAdvice => {
  const service = operation === "ListRegions" ? "account" : "ssm";
  const reader = role === undefined ? "the caller" : `the role ${role}`;
  switch (errorMeaning(error)) {
    case "denied":
      return /service control policy/iu.test(error.message)
        ? {
            reason: `A service control policy denies ${service}:${operation} in ${Region}.`,
            remedy: `Allow ${service}:${operation} in the policy, or remove ${Region} from the regions of account ${Account}.`,
          }
        : {
            reason: `${capital(reader)} is not allowed ${service}:${operation}.`,
            remedy: `Allow ${reader} ${service}:${operation}, for example by updating the stack of the read role.`,
          };
    case "credentials":
      return error.kind === "service" && /UnrecognizedClient|InvalidClientTokenId/u.test(error.code)
        ? {
            reason: `AWS does not know the session in ${Region}, so the region may not be enabled for account ${Account}.`,
            remedy: `Enable ${Region} for the account, or remove it from the account's regions.`,
          }
        : {
            reason: "AWS rejected the session as invalid or expired.",
            remedy: "Try again, and check this machine's clock.",
          };
    case "unsent":
      return {
        reason: sentence(error.message),
        remedy: "Check the source credentials, the region and the endpoint.",
      };
    case "throttled":
      return {
        reason: "AWS throttled the requests, even after retries.",
        remedy: "Try again later, or set requestsPerSecond in the fleet configuration.",
      };
    case "no-response":
      return {
        reason: `There was no response from ${Region}.`,
        remedy: "Check the network and the spelling of the region, then try again.",
      };
    case "foreign":
      return {
        reason: sentence(error.message),
        remedy: "Check the proxy and the endpoint.",
      };
    default:
      return { reason: sentence(error.message), remedy: "Try again." };
  }
};

/** Explains an error of listing the organization's accounts. `role`: the role that lists them, if one is assumed. */
export const organizationAdvice = (error: WindowpaneError, role?: string): LocationAdvice => {
  const operation = "operation" in error ? error.operation : "";
  const what = "The accounts of the organization could not be listed";
  const code = error.kind === "service" ? error.code : "";
  const actions = `${organizationActions.slice(0, -1).join(", ")} and ${organizationActions.at(-1)}`;
  if (operation === "AssumeRole") {
    const advice = assumeRoleAdvice(error, { Account: accountOfRole(role) ?? "", Region: "", role });
    return { reason: `${what}. ${advice.reason}`, remedy: advice.remedy };
  }
  if (code === "AWSOrganizationsNotInUseException") {
    return {
      reason: `${what}, because this account is not in an organization.`,
      remedy: "Remove organization from the fleet configuration, and list the accounts in accounts.",
    };
  }
  if (code === "ParentNotFoundException") {
    return {
      reason: `${what}, because an organizational unit does not exist.`,
      remedy: "Check the IDs in organization.units.",
    };
  }
  switch (errorMeaning(error)) {
    case "denied":
      return {
        reason: `${what}: ${operation} was denied.`,
        remedy: `Use credentials of the management account or of a delegated administrator, or set organization.role to a role there, and allow ${actions}.`,
      };
    case "credentials":
      return {
        reason: `${what}, because the source credentials are invalid or expired.`,
        remedy: "Renew the source credentials (aws sso login), and check this machine's clock.",
      };
    case "throttled":
      return { reason: `${what}: Organizations throttled the requests.`, remedy: "Try again in a minute." };
    default:
      return { reason: `${what}: ${sentence(error.message)}`, remedy: "Check the network and try again." };
  }
};

/** Explains that a configuration leads to no account. */
export const noAccountsAdvice = ({ organization }: Pick<FleetConfig, "organization">): LocationAdvice =>
  organization === undefined
    ? {
        reason: "The fleet configuration has no accounts.",
        remedy: "Add accounts or organization to it; docs/accounts.md shows both.",
      }
    : {
        reason: "The organization has no active account to read.",
        remedy: "Check organization.units and organization.except, or add accounts.",
      };

/** An error's message, without the advice of errors without a response: a remedy follows. */
const sentence = (message: string): string => {
  const text = message.replace(` ${NETWORK_ADVICE}`, "");
  return /[.!?]$/u.test(text) ? text : `${text}.`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
