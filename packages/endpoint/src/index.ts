/**
 * An SSM endpoint over any transport: AWS JSON 1.1 in, AWS JSON 1.1 out, as the AWS CLI and every SDK speak it.
 *
 * @module
 */
export { createEndpoint, type Endpoint, type EndpointOptions, type Failure } from "./endpoint.ts";
export { readBody, type Body } from "./wire/body.ts";
export type { Asked, Authorize } from "./wire/decode.ts";
export {
  createSignatureCheck,
  type SignatureCheck,
  type SignatureOptions,
  type SignedRequest,
  type Signer,
} from "./sigv4/signature-check.ts";
export type { SigningKey } from "./sigv4/keys.ts";
export { isSignatureError, SignatureError, type SignatureFault } from "./sigv4/signature-error.ts";
export { requestHandler, type RequestHandler, type SdkRequest, type SdkResponse } from "./request-handler.ts";
