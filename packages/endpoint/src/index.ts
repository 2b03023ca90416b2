/**
 * An SSM endpoint over any transport: AWS JSON 1.1 in, AWS JSON 1.1 out, as the AWS CLI and every SDK speak it.
 *
 * @module
 */
export { createEndpoint, type Endpoint, type EndpointOptions, type Failure } from "./endpoint.ts";
export { requestHandler, type RequestHandler, type SdkRequest, type SdkResponse } from "./request-handler.ts";
