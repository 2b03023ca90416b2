import { partitionOf } from "@windowpane/core";

/** An account and region, and how it is read. */
export interface FleetLocation {
  /** Account ID of 12 digits. */
  readonly Account: string;
  /** Name of the account, from the configuration or the organization. */
  readonly name?: string | undefined;
  readonly Region: string;
  /** ARN of the role to assume. Undefined: the source credentials are used directly. */
  readonly role: string | undefined;
  /** External ID that the role requires. Absent: none. */
  readonly externalId?: string | undefined;
  /** MFA device that the role requires. */
  readonly mfaSerial?: string | undefined;
}

/** The account of a role's ARN; undefined for the name of a role. */
export const accountOfRole = (role: string | undefined): string | undefined =>
  /^arn:[\w-]+:iam::(\d{12}):/u.exec(role ?? "")?.[1];

/** The ARN of an account's role. The partition is that of the region. ARNs are returned unchanged. */
export const roleArnOf = (
  role: string,
  { Account, Region }: Pick<FleetLocation, "Account" | "Region">,
): string => (role.startsWith("arn:") ? role : `arn:${partitionOf(Region).id}:iam::${Account}:role/${role}`);
