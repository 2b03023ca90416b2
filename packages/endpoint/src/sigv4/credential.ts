/** The `Credential` of a signature: access key ID and scope. */
import { SignatureError } from "./signature-error.ts";

/** Access key ID and scope of a signature. */
export interface Credential {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `aws4_request`. */
  readonly terminator: string;
}

/**
 * Splits a credential.
 *
 * @throws SignatureError if it does not have five parts.
 */
export const readCredential = (credential: string): Credential => {
  const parts = credential.split("/");
  // AWS accepts trailing slashes.
  while (parts.length > 5 && parts.at(-1) === "") parts.pop();
  const [accessKeyId, date, region, service, terminator, ...more] = parts;
  if (
    accessKeyId === undefined ||
    date === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined ||
    more.length > 0
  ) {
    throw new SignatureError(
      "IncompleteSignatureException",
      "Credential must have exactly 5 slash-delimited elements, " +
        `e.g. keyid/date/region/service/term, got '${credential.slice(0, 2048)}'`,
    );
  }
  return { accessKeyId, date, region, service, terminator };
};

/**
 * Checks the scope of a credential. Without `region`, any region is valid.
 *
 * @throws SignatureError with all invalid parts.
 */
export const checkScope = (
  credential: Credential,
  {
    region,
    service,
    longDate,
  }: { readonly region: string | undefined; readonly service: string; readonly longDate: string },
): void => {
  const date = longDate.slice(0, 8);
  const faults = [
    region !== undefined &&
      credential.region !== region &&
      `Credential should be scoped to a valid region, not '${credential.region}'. `,
    credential.service !== service && `Credential should be scoped to correct service: '${service}'. `,
    credential.terminator !== "aws4_request" &&
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${credential.terminator}'. `,
    credential.date !== date &&
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        `'${credential.date}' != '${date}', from '${longDate}'.`,
  ].filter((fault) => fault !== false);
  // AWS's sentences end with a space; clients may compare the text.
  if (faults.length > 0) throw new SignatureError("InvalidSignatureException", faults.join(""));
};
