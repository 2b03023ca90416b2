import { SSMClient } from "@aws-sdk/client-ssm";
import type { Transport } from "@windowpane/core";
import { awsTransport } from "@windowpane/transport-aws";
import type { SourceSettings } from "./env.ts";

/** AWS itself, through the SDK's client for platforms that have `fetch`. */
export const awsSource = ({
  region,
  credentials,
}: Extract<SourceSettings, { readonly kind: "aws" }>): Transport =>
  awsTransport(new SSMClient({ region, credentials, maxAttempts: 1 }));
