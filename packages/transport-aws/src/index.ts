/**
 * The transport to AWS Systems Manager, through AWS's client.
 *
 * @module
 */
export { awsTransport } from "./aws-transport.ts";
export {
  signedTransport,
  type SignedOptions,
  type SigningCredentials,
  type SigningHandler,
} from "./signed-transport.ts";
export { UnsentError } from "./unsent-error.ts";
