/** Which headers a signature must cover. */
import { SignatureError } from "./signature-error.ts";

/**
 * Refuses a signature that leaves out what decides what is asked, of whom and when: the host, and every `x-amz-` header,
 * among them the target and the date.
 *
 * @param signedHeaders - names divided by `;`.
 * @throws SignatureError that names the first one missing. AWS's words are known for the host alone; the others follow it.
 */
export const checkSignedHeaders = (signedHeaders: string, headers: Headers): void => {
  const signed = new Set(signedHeaders.toLowerCase().split(";"));
  if (!signed.has("host")) throw mustBeSigned("'Host' or ':authority'");
  // A request with a Date header alone could be signed too. No client of AWS does it, and AWS's signer cannot.
  if (!signed.has("x-amz-date")) throw mustBeSigned("'X-Amz-Date'");
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-") && !signed.has(name) && name !== FROM_CLOUDFRONT) {
      throw mustBeSigned(`'${name}'`);
    }
  }
};

/** CloudFront's own id of a request, which it adds on the way. */
const FROM_CLOUDFRONT = "x-amz-cf-id";

const mustBeSigned = (name: string): SignatureError =>
  new SignatureError(
    "InvalidSignatureException",
    `${name} must be a 'SignedHeader' in the AWS Authorization.`,
  );
