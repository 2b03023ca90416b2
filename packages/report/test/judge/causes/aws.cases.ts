import type { FamilyCases } from "./cases.ts";

export const awsAccessCases: FamilyCases = {
  "kms-denied": {
    is: [
      "User: arn:aws:sts::1:assumed-role/r/i is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/x",
    ],
    isNot: ["kms key found\nscript failed"],
  },
  "ecr-login": {
    is: [
      'Error response from daemon: Head "https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/1": no basic auth credentials',
    ],
    isNot: ["Login Succeeded\nscript failed"],
  },
  "ecr-denied": {
    is: [
      "denied: User: arn:aws:sts::1:assumed-role/r/i is not authorized to perform: ecr:BatchGetImage on resource: app",
    ],
    isNot: ["ecr repository app found\nscript failed"],
  },
  "secret-denied": {
    is: [
      "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: x is not authorized to perform: secretsmanager:GetSecretValue on resource: db",
    ],
    isNot: ["secret db read\nscript failed"],
  },
  "s3-access-denied": {
    is: [
      "fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden",
      "download failed: s3://artifacts/app.zip to ./app.zip An error occurred (AccessDenied) when calling the GetObject operation: Access Denied",
    ],
    isNot: [
      "[INFO] synced 1403 objects from s3://repo\nscript failed",
      "Downloaded agent-1.403.0.rpm from https://s3.amazonaws.com/x\nJob for nginx.service failed because the control process exited with error code.",
      'An error occurred (404) when calling the HeadObject operation: Key "x" does not exist',
    ],
  },
  "assume-role-denied": {
    is: [
      "An error occurred (AccessDenied) when calling the AssumeRole operation: User: x is not authorized to perform: sts:AssumeRole on resource: y",
    ],
    isNot: ["role assumed\nscript failed"],
  },
  "pass-role-denied": {
    is: ["User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/y"],
    isNot: ["role y passed\nscript failed"],
  },
  "aws-credentials-expired": {
    is: [
      "An error occurred (ExpiredToken) when calling the PutObject operation: The provided token has expired.",
    ],
    isNot: ["token valid for 12 hours\nscript failed"],
  },
  "aws-credentials-invalid": {
    is: [
      "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.",
    ],
    isNot: ["token is valid\nscript failed"],
  },
  "aws-no-instance-role": {
    is: ["EC2RoleRequestError: no EC2 instance role found\ncaused by: EOF"],
    isNot: ["instance profile web attached\nscript failed"],
  },
  "imds-unreachable": {
    is: ["curl: (28) Failed to connect to 169.254.169.254 port 80 after 3000 ms: timed out"],
    isNot: ["metadata read from 169.254.169.254\nscript broke, failed"],
  },
  "aws-credentials": {
    is: ['Unable to locate credentials. You can configure credentials by running "aws configure".'],
    isNot: ["credentials found in instance profile\nscript failed"],
  },
  "aws-region-missing": {
    is: ['You must specify a region. You can also configure your region by running "aws configure".'],
    isNot: ["region: eu-west-1\nscript failed"],
  },
  "service-control-policy": {
    is: [
      "User: x is not authorized to perform: ec2:RunInstances on resource: y with an explicit deny in a service control policy",
    ],
    isNot: ["policy attached\nscript failed"],
  },
  "aws-access-denied": {
    is: ["User: arn:aws:sts::1:assumed-role/r/i is not authorized to perform: ec2:DescribeTags"],
    isNot: ["bash: /opt/run.sh: Permission denied"],
  },
};

export const awsServiceCases: FamilyCases = {
  "aws-throttled": {
    is: ["An error occurred (ThrottlingException) when calling the PutInventory operation: Rate exceeded"],
    isNot: ["rate is 12 per second\nscript failed"],
  },
  "registry-rate-limit": {
    is: ["toomanyrequests: You have reached your pull rate limit."],
    isNot: ["pull done\nscript failed"],
  },
  "aws-capacity": {
    is: [
      "An error occurred (InsufficientInstanceCapacity) when calling the StartInstances operation: We currently do not have sufficient m5.large capacity",
    ],
    isNot: ["capacity is 12\nscript failed"],
  },
  "aws-quota": {
    is: [
      "An error occurred (VcpuLimitExceeded) when calling the RunInstances operation: You have requested more vCPU capacity",
    ],
    isNot: ["limit is 12\nscript failed"],
  },
  "s3-bucket-missing": {
    is: [
      "An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist",
    ],
    isNot: ["bucket exists\nscript failed"],
  },
  "s3-object-missing": {
    is: [
      'fatal error: An error occurred (404) when calling the HeadObject operation: Key "app.zip" does not exist',
    ],
    isNot: ["object 404 of 900 copied to s3://x\nscript failed"],
  },
  "codedeploy-no-agent": {
    is: ["codedeploy-agent: Unit codedeploy-agent.service could not be found."],
    isNot: ["codedeploy-agent is running\nscript failed"],
  },
  "codedeploy-hook": {
    is: ["LifecycleEvent - AfterInstall failed"],
    isNot: ["LifecycleEvent - AfterInstall\nscript broke"],
  },
  "cloudformation-failed": {
    is: ["Stack app is in UPDATE_FAILED state"],
    isNot: ["UPDATE_COMPLETE for stack app\nscript failed"],
  },
  "automation-machine-state": {
    is: ["Instances [[i-0123456789abcdef0]] not in valid state for account 1"],
    isNot: ["instance is running\nscript failed"],
  },
  "automation-target-missing": {
    is: ["An error occurred (ParameterNotFound) when calling the GetParameter operation:"],
    isNot: ["parameter /app/x found\nscript failed"],
  },
  "automation-child-failed": {
    is: ["Step execution failed: command execution failed with command id 3f0c9a1e"],
    isNot: ["command started\nscript broke"],
  },
  "automation-assert": {
    is: ["Property value from the API output is not in desired values. Expected: running"],
    isNot: ["value is as desired\nscript failed"],
  },
  "automation-wait-timeout": {
    is: ["Step timed out while waiting for instance state running"],
    isNot: ["step done\nscript failed"],
  },
  "automation-script-error": {
    is: ["Step fails when it is Executing. Error in handler function: Exception: no such tag"],
    isNot: ["handler function done\nscript failed"],
  },
  "automation-approval": {
    is: ["Approval request was rejected by arn:aws:iam::1:user/a: approval denied"],
    isNot: ["approval given\nscript failed"],
  },
  "automation-inputs-invalid": {
    is: ["Step fails when it is validating and resolving the step inputs."],
    isNot: ["inputs resolved\nscript failed"],
  },
  "aws-request-invalid": {
    is: [
      "An error occurred (InvalidParameterValue) when calling the RunInstances operation: Invalid value 'x'",
    ],
    isNot: ["parameter x set\nscript failed"],
  },
  "lambda-timeout": {
    is: ["2026-11-20T03:04:05Z 3f0c Task timed out after 3.00 seconds"],
    isNot: ["task took 3 seconds\nscript failed"],
  },
  "lambda-memory": {
    is: ["RequestId: 3f0c Error: Runtime exited with error: signal: killed"],
    isNot: ["Memory Size: 128 MB Max Memory Used: 64 MB\nscript failed"],
  },
  "lambda-handler": {
    is: ["Runtime.ImportModuleError: Unable to import module 'app': No module named 'x'"],
    isNot: ["handler app.main started\nscript failed"],
  },
  "lambda-function-error": {
    is: ['{"errorMessage": "no rows", "errorType": "Empty"}'],
    isNot: ["function returned 200\nscript failed"],
  },
  "state-machine-failed": {
    is: ["Execution failed: States.TaskFailed"],
    isNot: ["states: 12\nscript failed"],
  },
  "aws-service-error": {
    is: ["An error occurred (InternalServerError) when calling the SendCommand operation (reached limits)"],
    isNot: ["service is up\nscript failed"],
  },
};
