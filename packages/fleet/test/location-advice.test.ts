import { ServiceError, TransportError, type WindowpaneError } from "@windowpane/core";
import { expect, it } from "vitest";
import { locationAdvice } from "../src/index.ts";

const subject = {
  Account: "111122223333",
  Region: "ap-south-2",
  role: "arn:aws:iam::111122223333:role/WindowpaneRead",
};

const service = (operation: string, code: string, message = "x"): WindowpaneError =>
  new ServiceError(operation, { code, message });

const READ = "DescribeMaintenanceWindows";

it.each<[string, WindowpaneError, reason: RegExp, remedy: RegExp]>([
  [
    "a role that does not trust the caller",
    service("AssumeRole", "AccessDenied"),
    /^The role arn:aws:iam::111122223333:role\/WindowpaneRead could not be assumed: access denied\.$/,
    /exists in account 111122223333.*trust policy.*without an external ID.*sts:AssumeRole.*service control policy/,
  ],
  [
    "a region of STS",
    service("AssumeRole", "RegionDisabledException", "STS is not activated"),
    /not enabled in ap-south-2/,
    /^Enable the region ap-south-2 for account 111122223333/,
  ],
  [
    "expired source credentials",
    service("AssumeRole", "ExpiredToken"),
    /source credentials are invalid or expired/,
    /aws sso login/,
  ],
  [
    "MFA without a terminal",
    service("AssumeRole", "MfaRequired", "The role r requires a code"),
    /^The role r requires a code\.$/,
    /terminal/,
  ],
  [
    "a wrong MFA code",
    service(
      "AssumeRole",
      "AccessDenied",
      "MultiFactorAuthentication failed with invalid MFA one time pass code.",
    ),
    /one time pass code/,
    /new code/,
  ],
  [
    "a long session",
    service(
      "AssumeRole",
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    ),
    /DurationSeconds/,
    /^Lower sessionMinutes/,
  ],
  ["throttled STS", service("AssumeRole", "Throttling"), /STS throttled/, /minute/],
  [
    "silent STS",
    new TransportError(
      "AssumeRole",
      "No response to AssumeRole: no route. Check the network, the region and the endpoint, or try again.",
    ),
    /: No response to AssumeRole: no route\.$/,
    /network.*STS/,
  ],
  [
    "a denied action",
    service(READ, "AccessDeniedException", "User x is not authorized"),
    /^The role arn:.* is not allowed ssm:DescribeMaintenanceWindows\.$/,
    /stack of the read role/,
  ],
  [
    "a denied action by an SCP",
    service(READ, "AccessDeniedException", "with an explicit deny in a service control policy"),
    /^A service control policy denies ssm:DescribeMaintenanceWindows in ap-south-2\.$/,
    /remove ap-south-2/,
  ],
  [
    "a region that is not enabled",
    service(READ, "UnrecognizedClientException"),
    /may not be enabled for account 111122223333/,
    /^Enable ap-south-2/,
  ],
  ["an expired session", service(READ, "ExpiredTokenException"), /session as invalid or expired/, /clock/],
  ["throttling", service(READ, "ThrottlingException"), /throttled/, /requestsPerSecond/],
  [
    "no response",
    new TransportError(READ, "x"),
    /^There was no response from ap-south-2\.$/,
    /spelling of the region/,
  ],
  [
    "denied regions",
    service("ListRegions", "AccessDeniedException"),
    /not allowed account:ListRegions/,
    /account:ListRegions/,
  ],
])("explains %s", (_, error, reason, remedy) => {
  const advice = locationAdvice(error, subject);
  expect(advice.reason).toMatch(reason);
  expect(advice.remedy).toMatch(remedy);
  for (const text of [advice.reason, advice.remedy]) expect(text).toMatch(/^[A-Z].*\.$/);
});
