import type { FleetOrganization } from "../config/fleet-config.ts";
import { clientOptions, closeClient, type AwsSettings } from "../sessions/aws-settings.ts";
import type { FleetCredentials } from "../sessions/credentials.ts";
import { sdkError } from "../sessions/sdk-error.ts";

/** An account of the organization. */
export interface OrganizationAccount {
  /** Account ID of 12 digits. */
  readonly id: string;
  readonly name: string | undefined;
}

/** Options of `listAccounts`. */
export interface ListAccountsOptions extends Pick<FleetOrganization, "units" | "except"> {
  /** Credentials in the management account or in a delegated administrator's. */
  readonly credentials: () => Promise<FleetCredentials>;
  /** A region of the partition. Organizations has one endpoint for each partition. */
  readonly region: string;
  /** How Organizations is called. Default: AWS's endpoint with the SDK's request handler. */
  readonly organizations?: AwsSettings | undefined;
}

/**
 * The active accounts of the organization, or of some organizational units and all units below them, in the order of their IDs.
 * Suspended and closing accounts are left out, because their roles cannot be assumed.
 *
 * @throws ServiceError or TransportError of the request that failed; `organizationAdvice` explains it.
 */
export const listAccounts = async (options: ListAccountsOptions): Promise<readonly OrganizationAccount[]> => {
  const { credentials, region, organizations = {}, units, except = [] } = options;
  // Loaded only for an organization, because of its size.
  const sdk = await import("@aws-sdk/client-organizations");
  const client = new sdk.OrganizationsClient({ ...clientOptions(organizations), region, credentials });
  const found = new Map<string, OrganizationAccount>();
  const add = ({ Accounts = [] }: AccountsPage): void => {
    for (const { Id, Name, Status, State } of Accounts) {
      if (Id === undefined || (State ?? Status) !== "ACTIVE") continue;
      found.set(Id, { id: Id, name: Name });
    }
  };
  /** Organizations can return empty pages with a token. */
  const pages = async (
    operation: string,
    send: (token: { readonly NextToken?: string }) => Promise<{ readonly NextToken?: string | undefined }>,
  ): Promise<void> => {
    let token: string | undefined;
    do {
      try {
        token = (await send(token === undefined ? {} : { NextToken: token })).NextToken;
      } catch (error) {
        throw sdkError(operation, error);
      }
    } while (token !== undefined && token !== "");
  };

  const addUnit = async (ParentId: string): Promise<void> => {
    await pages("ListAccountsForParent", async (token) => {
      const page = await client.send(new sdk.ListAccountsForParentCommand({ ParentId, ...token }));
      add(page);
      return page;
    });
    const below: string[] = [];
    await pages("ListOrganizationalUnitsForParent", async (token) => {
      const page = await client.send(new sdk.ListOrganizationalUnitsForParentCommand({ ParentId, ...token }));
      below.push(...(page.OrganizationalUnits ?? []).flatMap(({ Id }) => Id ?? []));
      return page;
    });
    // One after the other: Organizations allows few requests a second for the whole organization.
    for (const unit of below) await addUnit(unit);
  };

  try {
    // Errors of the credentials are not errors of Organizations.
    await credentials();
    if (units === undefined) {
      await pages("ListAccounts", async (token) => {
        const page = await client.send(new sdk.ListAccountsCommand({ ...token }));
        add(page);
        return page;
      });
    } else {
      for (const unit of units) await addUnit(unit);
    }
  } finally {
    closeClient(client, organizations);
  }
  return [...found.values()]
    .filter(({ id }) => !except.includes(id))
    .toSorted(({ id: one }, { id: other }) => (one < other ? -1 : 1));
};

interface AccountsPage {
  readonly Accounts?:
    | readonly {
        readonly Id?: string | undefined;
        readonly Name?: string | undefined;
        /** Replaced by `State` on 9 September 2026. */
        readonly Status?: string | undefined;
        readonly State?: string | undefined;
      }[]
    | undefined;
}
