/**
 * The transport to AWS Systems Manager itself, through AWS's own client.
 *
 * @module
 */
export { awsTransport } from "./aws-transport.ts";
export { UnsentError } from "./unsent-error.ts";
