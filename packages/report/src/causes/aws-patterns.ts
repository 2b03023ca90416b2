import { sharedCauses, type TextRule } from "./rule.ts";

/** What AWS's own tools, agents and runbooks say. Their messages are not translated. */
export const awsPatterns: readonly TextRule[] = [
  {
    slug: "s3-access-denied",
    title: "Access to S3 denied",
    nextStep:
      "Allow the instance profile the named action on the bucket (and its KMS key), and check the bucket's and the VPC endpoint's policies.",
    patterns: [
      /(?:access ?denied|forbidden|403)\b.*(?:\bs3\b|s3[.:-]|bucket|(?:get|put|head)object|listobjects)/iu,
      /(?:\bs3\b|s3[.:-]|bucket|(?:get|put|head)object|listobjects).*(?:access ?denied|forbidden|\b403\b)/iu,
    ],
  },
  {
    slug: "aws-access-denied",
    title: "AWS call not allowed",
    nextStep: "Allow the role named in the message the action named in it, then run the task again.",
    broad: true,
    patterns: [
      /is not authorized to perform:?|AccessDenied(?:Exception)?\b|UnauthorizedOperation|not authorized to assume/u,
    ],
  },
  {
    slug: "aws-credentials",
    title: "No valid AWS credentials on the machine",
    nextStep:
      "Check the machine's instance profile and that it reaches the metadata service (IMDSv2, hop limit for containers).",
    patterns: [
      /unable to locate credentials|NoCredentialProviders|ExpiredToken|security token included in the request is (?:expired|invalid)|no valid credential/iu,
    ],
  },
  {
    slug: "aws-throttled",
    title: "Throttled by AWS",
    nextStep: "Lower the task's MaxConcurrency, or let the script retry with back-off.",
    patterns: [
      /ThrottlingException|Rate ?[Ee]xceeded|TooManyRequestsException|RequestLimitExceeded|\bSlowDown\b/u,
    ],
  },
  {
    slug: "aws-capacity",
    title: "AWS has no capacity for it",
    nextStep:
      "Try again later, in another Availability Zone or with another instance type; reserve capacity for what must start.",
    patterns: [/InsufficientInstanceCapacity|InsufficientHostCapacity|InsufficientCapacity/u],
  },
  {
    slug: "automation-machine-state",
    title: "Machine not in the state the runbook needs",
    nextStep:
      "Check that the machine exists, runs and is managed by Systems Manager, then start the runbook again.",
    patterns: [
      /instances? .*not in (?:a )?valid state|InvalidInstanceId|IncorrectInstanceState|not in (?:the )?(?:desired|expected) state|InvalidInstanceID\.NotFound|is not connected/iu,
    ],
  },
  {
    ...sharedCauses.automationInputs,
    patterns: [/validating and resolving the step inputs|Parameter validation failed|ValidationException/u],
  },
  {
    slug: "patch-unsupported-system",
    title: "Patching does not support this system",
    nextStep:
      "Check the operating system's version and its Python against Patch Manager's list, and take the machine out of the target if it is not on it.",
    patterns: [
      /unsupported operating system|unsupported package manager and python|not supported by patch manager|no supported python/iu,
    ],
  },
];
