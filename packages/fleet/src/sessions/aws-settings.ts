import type { STSClientConfig } from "@aws-sdk/client-sts";

/** How AWS's other services than Systems Manager are called: STS, Organizations and Account Management. */
export interface AwsSettings {
  /**
   * Sends the SDK's requests. Its owner closes it. Default: the SDK's own, for Node `http` and for Workers `fetch`. The programs pass one with timeouts
   * and proxies.
   */
  readonly requestHandler?: NonNullable<STSClientConfig["requestHandler"]> | undefined;
  /** Endpoint. Default: AWS's own in the region. */
  readonly endpoint?: string | undefined;
  /** Default: false. */
  readonly useFipsEndpoint?: boolean | undefined;
  /** Default: false. */
  readonly useDualstackEndpoint?: boolean | undefined;
  /** Attempts of a request, with the SDK's delays. Default: 5. */
  readonly maxAttempts?: number | undefined;
}

/**
 * Closes the connections of a client, unless they are those of a given request handler: other clients use it, and their requests would
 * end, too.
 */
export const closeClient = (
  client: { readonly destroy: () => void },
  { requestHandler }: AwsSettings,
): void => {
  if (requestHandler === undefined) client.destroy();
};

/** Options of a client of the SDK. */
export interface ClientOptions {
  readonly requestHandler?: NonNullable<AwsSettings["requestHandler"]>;
  readonly endpoint?: string;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly ignoreConfiguredEndpointUrls: true;
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  readonly defaultsMode: "legacy";
}

/** The settings as options of a client of the SDK. No variable or config file changes them. */
export const clientOptions = ({
  requestHandler,
  endpoint,
  useFipsEndpoint = false,
  useDualstackEndpoint = false,
  maxAttempts = 5,
}: AwsSettings): ClientOptions => ({
  ...(requestHandler === undefined ? {} : { requestHandler }),
  ...(endpoint === undefined ? {} : { endpoint }),
  // The SDK refuses an endpoint together with these.
  useFipsEndpoint: endpoint === undefined && useFipsEndpoint,
  useDualstackEndpoint: endpoint === undefined && useDualstackEndpoint,
  ignoreConfiguredEndpointUrls: true,
  maxAttempts,
  retryMode: "standard",
  defaultsMode: "legacy",
});
