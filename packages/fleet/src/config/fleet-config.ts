import * as z from "zod/mini";
import {
  accountId,
  accountName,
  choice,
  clockTime,
  count,
  destinationName,
  externalId,
  flag,
  listOf,
  mfaSerial,
  organizationUnit,
  region,
  role,
  roleArn,
  roleName,
  secret,
  secrets,
  timeZone,
  url,
  windowPattern,
} from "./members.ts";

/** Name of the role that the template creates, and the default of `role`. */
export const DEFAULT_ROLE = "WindowpaneRead";

const account = z.strictObject({
  /** Account ID of 12 digits. */
  id: accountId,
  /** Name for displays and `--account`. Default: none. */
  name: z.optional(accountName),
  /** Default: `regions` of the configuration. */
  regions: z.optional(listOf(region, "regions")),
  /** Name or ARN of the role. Default: `role` of the configuration. */
  role: z.optional(role),
  /** Default: `externalId` of the configuration. */
  externalId: z.optional(externalId),
  /** Serial number or ARN of the MFA device that the role requires. Programs without a terminal cannot use it. */
  mfaSerial: z.optional(mfaSerial),
  /** Uses the source credentials and assumes no role. Default: false. */
  direct: z.optional(flag),
});

const organization = z.strictObject({
  /** Organizational units or roots, with all units below them. Default: the whole organization. */
  units: z.optional(listOf(organizationUnit, "organizational units")),
  /** Accounts that are left out. */
  except: z.optional(listOf(accountId, "account IDs")),
  /** ARN of the role that lists the accounts, in the management account or a delegated administrator's. Default: the source credentials. */
  role: z.optional(roleArn),
  /** External ID of that role. */
  externalId: z.optional(externalId),
});

const archive = z.strictObject({
  /** Days after which runs are deleted. Default: never. */
  keepDays: z.optional(count(1, 36_500, "days")),
  /** Keeps sensitive members, such as parameters and output. Default: false. */
  sensitive: z.optional(flag),
});

const destination = z.strictObject({
  /** Name of the destination, unique in the configuration. A new name makes it a new destination. */
  name: destinationName,
  type: choice(["slack", "teams", "webhook"]),
  url: secret,
  /** Secrets that sign the messages of a webhook: all of them, so that a receiver can change from one to another. */
  secret: z.optional(secrets),
  /** `failed`: runs that did not pass. `always`: all runs. `digest`: all runs in one message a day. Default: `failed`. */
  when: z.optional(choice(["failed", "always", "digest"])),
  /** Least severe run that `failed` sends. `warning`: all that did not pass. `failed`: failed and partly failed ones. Default: `warning`. */
  minimum: z.optional(choice(["warning", "failed"])),
  /** Whether `failed` also sends the first run that passes again. Default: false. */
  recovered: z.optional(flag),
  /** Whether to send scheduled runs that were not found. Default: true. */
  missed: z.optional(flag),
  /** Account IDs. Default: all. */
  accounts: z.optional(listOf(accountId, "account IDs")),
  /** Regions. Default: all. */
  regions: z.optional(listOf(region, "regions")),
  /** Window IDs, or names in which `*` stands for any characters. Default: all. */
  windows: z.optional(listOf(windowPattern, "windows")),
  /** Time of the digest. Default: 07:00. */
  digestAt: z.optional(clockTime),
  /** IANA time zone of the digest. Default: UTC. */
  timeZone: z.optional(timeZone),
  /** Whether the URL may lead to a private address. Default: false. */
  privateAddress: z.optional(flag),
});

const messages = z.strictObject({
  /** URL of the web page, for links in messages. */
  link: z.optional(url),
  /** Runs that ended longer ago are not sent, in hours. Default: 72. */
  announceHours: z.optional(count(1, 720, "hours")),
  destinations: listOf(destination, "destinations"),
});

/** The schema of the fleet configuration. `readFleetConfig` adds the rules between members. */
export const fleetSchema = z.strictObject({
  /** For editors. */
  $schema: z.optional(z.string()),
  /** Default regions of all accounts. `all`: those that the account has enabled. */
  regions: z.optional(listOf(region, "regions")),
  /** Default role of all accounts. Default: WindowpaneRead. */
  role: z.optional(roleName),
  /** Default external ID of all accounts. */
  externalId: z.optional(externalId),
  accounts: z.optional(listOf(account, "accounts")),
  organization: z.optional(organization),
  /** Duration of the sessions. Default: 60, the maximum when one role assumes another. */
  sessionMinutes: z.optional(count(15, 720, "minutes")),
  /** Requests per second in one account and region. Default: learned from what AWS accepts. */
  requestsPerSecond: z.optional(count(1, 1000, "requests")),
  archive: z.optional(archive),
  messages: z.optional(messages),
});

/** Names of the members of each object, by its path without indexes. */
export const memberNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "": fleetSchema,
    accounts: account,
    organization,
    archive,
    messages,
    "messages.destinations": destination,
  }).map(([path, { shape }]) => [path, Object.keys(shape)]),
);

/** A valid configuration: what the file has, without defaults. */
export type FleetConfig = z.infer<typeof fleetSchema>;

/** An account of the configuration. */
export type FleetAccount = z.infer<typeof account>;

/** Which accounts of the organization are read. */
export type FleetOrganization = z.infer<typeof organization>;

/** How runs are archived. */
export type ArchiveConfig = z.infer<typeof archive>;

/** Which messages are sent where. */
export type MessagesConfig = z.infer<typeof messages>;

/** Where messages are sent. */
export type DestinationConfig = z.infer<typeof destination>;
