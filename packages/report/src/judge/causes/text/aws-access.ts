import type { RuleFamily } from "../rules/rule.ts";

const denied = String.raw`(?:access ?denied|\bforbidden\b|not authorized|\(403\)|status code:? 403|HTTP(?:\/1\.1)?(?: error)? 403)`;
const notRepository = String.raw`(?!.*(?:repodata|repomd|mirror\.list|mirrorlist|\.rpm\b|\.deb\b|InRelease))`;
const bucket = String.raw`(?:\bs3:(?:\/\/|\w)|\bs3[.-][\w.-]*amazonaws|\.s3\.|amazon ?s3|\bbucket\b|(?:get|put|head|copy|delete)object|listobjects|listbucket|headbucket|\bS3\b)`;

/** Credentials, permissions and metadata. AWS's tools do not translate their messages. */
export const awsAccessRules: RuleFamily = {
  name: "aws-access",
  rules: [
    {
      slug: "kms-denied",
      title: "Access to a KMS key denied",
      nextStep:
        "Allow the role kms:Decrypt (and GenerateDataKey for writing) on the key, in its policy and the key's policy.",
      patterns: [
        /not authorized to perform:? kms:|KMS\.?AccessDenied|(?:access ?denied|not allowed).*\bkms\b|ciphertext refers to a customer master key that does not exist|KMSAccessDenied|kms:(?:Decrypt|GenerateDataKey).*(?:denied|not authorized)|KMSInvalidState|The key .* is (?:disabled|pending deletion)|DisabledException.*(?:key|kms)|kms key .*(?:disabled|pending deletion)/iu,
      ],
    },
    {
      slug: "ecr-login",
      title: "Not signed in to the container registry",
      nextStep:
        "Run `aws ecr get-login-password | docker login` in the step (tokens last 12 hours), and allow ecr:GetAuthorizationToken.",
      patterns: [
        /no basic auth credentials|authorization token has expired|not authorized to perform:? ecr:GetAuthorizationToken|denied: Your authorization token/iu,
      ],
    },
    {
      slug: "ecr-denied",
      title: "Access to the container image denied",
      nextStep:
        "Allow the role to pull the repository (ecr:BatchGetImage, GetDownloadUrlForLayer) and check the repository's policy.",
      patterns: [
        /not authorized to perform:? ecr:|denied: User: |(?:\.dkr\.ecr\.).*(?:403 Forbidden|denied)/iu,
      ],
    },
    {
      slug: "secret-denied",
      title: "Reading a parameter or secret denied",
      nextStep: "Allow the role the named action on the parameter or secret, and kms:Decrypt on its key.",
      patterns: [
        /(?:not authorized to perform:?|access ?denied).*(?:ssm:GetParameter|secretsmanager:|GetSecretValue|GetParameter)/iu,
      ],
    },
    {
      slug: "s3-access-denied",
      title: "Access to S3 denied",
      nextStep:
        "Allow the instance profile the named action on the bucket (and its KMS key), and check the bucket's and the VPC endpoint's policies.",
      patterns: [
        new RegExp(
          String.raw`^${notRepository}.*(?:${denied}.*${bucket}|${bucket}.*${denied}|not authorized to perform:? s3:)`,
          "imu",
        ),
        /AccessDenied\) when calling the (?:\w*Object\w*|\w*Bucket\w*) operation/iu,
      ],
    },
    {
      slug: "assume-role-denied",
      title: "Role cannot be assumed",
      nextStep: "Check the role's trust policy, its external ID and the caller's sts:AssumeRole permission.",
      patterns: [
        /not authorized to (?:perform:? )?(?:sts:)?Assume ?Role\w*|AccessDenied\w*\)? when calling the AssumeRole|unable to (?:be )?assume(?:d)?\b|(?:cannot|could not|failed to) (?:be )?assume(?:d)? (?:the )?(?:iam |service )?role|role defined for .* cannot be assumed|assume role .*(?:invalid|failed)/iu,
      ],
    },
    {
      slug: "pass-role-denied",
      title: "Role cannot be passed",
      nextStep: "Allow the caller iam:PassRole on the role named in the message.",
      patterns: [/iam:PassRole/u],
    },
    {
      slug: "aws-credentials-expired",
      title: "AWS credentials expired",
      nextStep:
        "Use the instance profile instead of stored keys, or get new temporary credentials before the step; check the clock if they are fresh.",
      patterns: [
        /ExpiredToken(?:Exception)?|security token included in the request is expired|token (?:included in the request )?has expired|credentials (?:have|are) expired|SSO session .*expired|Error (?:when retrieving token|loading SSO Token)|The refresh token has expired/iu,
      ],
    },
    {
      slug: "aws-credentials-invalid",
      title: "AWS credentials invalid",
      nextStep:
        "Remove wrong stored keys (~/.aws/credentials, environment) so that the instance profile is used, or correct them.",
      patterns: [
        /security token included in the request is invalid|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|AuthFailure|access key id you provided does not exist|AWS was not able to validate the provided access credentials|InvalidSignatureException(?!.*Signature (?:expired|not yet))|invalid security token|InvalidUserID|MissingAuthenticationToken/u,
      ],
    },
    {
      slug: "aws-no-instance-role",
      title: "Machine has no instance profile",
      nextStep:
        "Attach an instance profile with AmazonSSMManagedInstanceCore (or use Default Host Management), then run the task again.",
      patterns: [
        /no EC2 instance role found|EC2RoleRequestError|no (?:iam )?(?:instance )?(?:role|profile) (?:is )?(?:attached|associated|found)|instance profile .*(?:not found|missing|does not exist)|iam\/security-credentials.*(?:404|not found)|No role found in (?:the )?instance metadata/iu,
      ],
    },
    {
      slug: "imds-unreachable",
      title: "Metadata service cannot be reached",
      nextStep:
        "Check that IMDS is enabled, that the script uses IMDSv2 tokens, the hop limit (2 for containers), local firewalls and NO_PROXY for 169.254.169.254.",
      patterns: [
        /(?:retriev|fetch|load)\w* .*(?:metadata service|Ec2InstanceMetadata)|169\.254\.169\.254.*(?:timed? ?out|refused|unreachable|401|403|failed|no route|exceeded)|(?:failed|unable|could not|cannot|timeout|error).*(?:169\.254\.169\.254|instance metadata|EC2 ?metadata|\bIMDS)|EC2MetadataError|IMDSv1 .*disabled|failed to (?:get|refresh|retrieve).*(?:IMDS|instance identity|identity document)|(?:IMDS|instance metadata service) .*(?:not reachable|unreachable|disabled)|MetadataRetrievalError/iu,
      ],
    },
    {
      slug: "aws-credentials",
      title: "No valid AWS credentials on the machine",
      nextStep:
        "Check the machine's instance profile and that it reaches the metadata service (IMDSv2, hop limit for containers).",
      patterns: [
        /unable to locate credentials|NoCredentialProviders|NoCredentialsError|no valid credential|could not load credentials|CredentialsProviderError|Unable to load (?:AWS )?credentials|No AWS Credentials|No credentials specified or obtained|config profile \(.*\) could not be found|Unable to get IAM security credentials|Unable to pull security credentials|credential provider.*(?:failed|none)|no credentials? (?:found|available|in chain)|failed to refresh cached credentials|missing credentials in config|Unable to retrieve credentials/iu,
      ],
    },
    {
      slug: "aws-region-missing",
      title: "AWS region not set or wrong",
      nextStep: "Set AWS_DEFAULT_REGION (or --region) in the step; for S3 use the bucket's own region.",
      patterns: [
        /must specify a region|NoRegionError|region (?:must be|is not) (?:specified|set|configured)|Missing region in config|MissingRegion|AuthorizationHeaderMalformed|PermanentRedirect|IllegalLocationConstraint|No region (?:specified|provided)|Invalid (?:AWS )?region|Provided region_name .* doesn't match|could not find region|unknown endpoint/iu,
      ],
    },
    {
      slug: "service-control-policy",
      title: "AWS call denied by an organisation's policy",
      nextStep: "Ask who manages the organisation's service control policies to allow the named action.",
      broad: true,
      patterns: [
        /explicit deny in a (?:service|resource) control policy|with an explicit deny in (?:a |an )?(?:service|identity|permissions|session|VPC endpoint|resource)-?\w* ?(?:control |boundary )?policy/iu,
      ],
    },
    {
      slug: "aws-access-denied",
      title: "AWS call not allowed",
      nextStep: "Allow the role named in the message the action named in it, then run the task again.",
      broad: true,
      patterns: [
        /is not authorized to perform:? (?<subject>[\w-]+:\w+)|AccessDenied(?:Exception)?\b(?:.*when calling the (?<action>\w+) operation)?|UnauthorizedOperation(?:.*when calling the (?<operation>\w+))?|not authorized to assume|You are not authorized to perform this operation|OptInRequired|AuthorizationError|not subscribed to (?:the|this) service/u,
      ],
    },
  ],
};
