/**
 * An SSM endpoint over any transport, with the AWS JSON 1.1 protocol of the AWS CLI and the SDKs.
 *
 * @module
 */
export {
  createEndpoint,
  createGateway,
  type Endpoint,
  type EndpointFailure,
  type EndpointOptions,
  type GatewayCall,
} from "./endpoint.ts";
export { readBody, readBytes, type RequestBody } from "./wire/body.ts";
export type { AuthorizeRequest, RequestToAuthorize } from "./wire/decode.ts";
export {
  createSignatureCheck,
  type SignatureCheck,
  type SignatureOptions,
  type SignedRequest,
  type Signer,
} from "./sigv4/signature-check.ts";
export type { SigningKey } from "./sigv4/keys.ts";
export { isSignatureError, SignatureError, type SignatureErrorCode } from "./sigv4/signature-error.ts";
export { requestHandler, type RequestHandler, type SdkRequest, type SdkResponse } from "./request-handler.ts";
