import { sharedCauses, type RuleFamily } from "../rules/rule.ts";

/** Errors of AWS's services, runbooks and agents. */
export const awsServiceRules: RuleFamily = {
  name: "aws-services",
  rules: [
    {
      slug: "aws-throttled",
      title: "Throttled by AWS",
      nextStep: "Lower the task's MaxConcurrency, or let the script retry with back-off.",
      patterns: [
        /Throttling(?:Exception)?\b|ThrottledException|Rate ?[Ee]xceeded|TooManyRequestsException|RequestLimitExceeded|\bSlowDown\b|ProvisionedThroughputExceeded|Request rate is too high|\(reached max retries: \d+\)/u,
      ],
    },
    {
      slug: "registry-rate-limit",
      title: "Container registry limits the pulls",
      nextStep:
        "Sign in to the registry, or pull through a cache (ECR pull-through cache), then run the task again.",
      patterns: [/toomanyrequests|reached your (?:unauthenticated )?pull rate limit/iu],
    },
    {
      slug: "aws-capacity",
      title: "AWS has no capacity for it",
      nextStep:
        "Try again later, in another Availability Zone or with another instance type; reserve capacity for what must start.",
      patterns: [
        /InsufficientInstanceCapacity|InsufficientHostCapacity|InsufficientCapacity|InsufficientReservedInstanceCapacity|do not have sufficient .* capacity/u,
      ],
    },
    {
      slug: "aws-quota",
      title: "AWS quota reached",
      nextStep:
        "Delete what is no longer needed or request a higher quota (Service Quotas), then run the task again.",
      broad: true,
      patterns: [
        /\b(?<subject>\w*(?<!Size)LimitExceeded(?:Exception)?)\b|(?<quota>ServiceQuotaExceeded\w*|VcpuLimitExceeded|AddressLimitExceeded|QuotaExceeded\w*|MaxSpotInstanceCountExceeded|ResourceLimitExceeded)|maximum number of \S+ (?:has been )?(?:reached|exceeded)|ConcurrentExecutions? limit/u,
      ],
    },
    {
      slug: "s3-bucket-missing",
      title: "S3 bucket does not exist",
      nextStep: "Correct the bucket's name or region in the task.",
      patterns: [/NoSuchBucket|specified bucket does not exist/u],
    },
    {
      slug: "s3-object-missing",
      title: "S3 object does not exist",
      nextStep:
        "Check the key in the task and that the file was uploaded (without ListBucket permission S3 returns 403 instead).",
      patterns: [
        /NoSuchKey|specified key does not exist|An error occurred \(404\) when calling the HeadObject|HeadObject operation: Not Found|Key "?\S+"? does not exist|(?:s3:\/\/|s3[.-]\S*amazonaws\S*).*(?:\(404\)|error:? 404|404 Not Found|not found|does not exist)|status code: 404.*(?:s3|host id)|(?:\(404\)|404 Not Found).*s3:\/\//iu,
      ],
    },
    {
      slug: "codedeploy-no-agent",
      title: "CodeDeploy agent not running",
      nextStep: "Start or install the CodeDeploy agent on the machine and check its instance profile.",
      patterns: [
        /codedeploy[- ]agent.*(?:not running|not found|No such|could not be)|CodeDeploy agent (?:was )?(?:not able|unable)|HEALTH_CONSTRAINTS/iu,
      ],
    },
    {
      slug: "codedeploy-hook",
      title: "A deployment's lifecycle script failed",
      nextStep: "Read the named script's log under /opt/codedeploy-agent/deployment-root on the machine.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:LifecycleEvent|lifecycle event) - (?<subject>\w+).*fail|ScriptFailed|Script at specified location: (?<script>\S+) .*(?:failed|exit code)|deployment (?:\S+ )?failed because|appspec.*(?:invalid|not found|missing|failed)/iu,
      ],
    },
    {
      slug: "cloudformation-failed",
      title: "CloudFormation stack failed",
      nextStep: "Open the stack's events and read the first resource that failed.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:CREATE|UPDATE|DELETE|ROLLBACK)_FAILED|ROLLBACK_(?:COMPLETE|IN_PROGRESS)|Failed to create\/update the stack|Waiter StackCreateComplete failed/u,
      ],
    },
    {
      slug: "automation-machine-state",
      title: "Machine not in the state the runbook needs",
      nextStep:
        "Check that the machine exists, runs and is managed by Systems Manager, then start the runbook again.",
      strength: "common",
      patterns: [
        /instances? .*not in (?:a )?valid state|InvalidInstanceId\b|IncorrectInstanceState|IncorrectState\b|Invalid(?:DB)?\w+State(?:Fault|Exception)?\b|UnsupportedOperation\b|not in (?:the )?(?:desired|expected|a valid) state|InvalidInstanceID\.NotFound|TargetNotConnected|is not connected|instance .*(?:is not (?:running|managed|online|in the running)|has been terminated)|not a managed instance|reached (?:terminal|an? (?:unexpected|failure)) state|Instance is not (?:ready|reachable)|Undeliverable/iu,
      ],
    },
    {
      slug: "automation-target-missing",
      title: "AWS resource named in the task does not exist",
      nextStep: "Check the named resource, its region and its account, and correct the task's parameters.",
      broad: true,
      patterns: [
        /Invalid\w+(?:ID|Id)?\.NotFound|ResourceNotFoundException|NoSuchEntity|DBInstanceNotFound\w*|LoadBalancerNotFound|(?:Cluster|Service|Repository|Image|Parameter|Document|Function|Stack|Topic|Queue|LogGroup|Key|Secret|Volume|Snapshot)(?:DoesNot|Not)(?:Exist|Found)(?:Exception|Fault)?|Secrets Manager can't find the specified secret|QueueDoesNotExist|InvalidDocument\b|Document .* (?:does not exist|not found)|ParameterNotFound|parameter .* (?:does not exist|not found)|The (?:image id|security group|volume|subnet ID|key pair|snapshot) '.*' does not exist/u,
      ],
    },
    {
      slug: "automation-child-failed",
      title: "A command or runbook started by the step failed",
      nextStep: "Open the command or automation named in the step's output: the reason is there.",
      broad: true,
      strength: "effect",
      patterns: [
        /command (?:execution )?(?:failed|\S+ failed).*(?:command ?id|execution)|finished with unexpected \S* ?status|child (?:automation|execution).*(?:failed|timed)|(?:RunCommand|command) .*returns? (?:unexpected|invocation)|execution .*(?:ended|finished) with status:? (?:Failed|TimedOut|Cancelled)|Automation Step Execution fails when it is (?:polling|waiting for) the action status/iu,
      ],
    },
    {
      slug: "automation-assert",
      title: "A runbook's check found another value",
      nextStep:
        "Compare the value that the step found with the one that it expects, in the step's inputs and response.",
      broad: true,
      patterns: [
        /assertAwsResourceProperty.*(?:not|doesn't|unexpected)|Property value .* (?:is not|does not match|from the API output is not in desired)|(?:value|property) .*(?:not in|does not match) (?:the )?desired values?/iu,
      ],
    },
    {
      slug: "automation-wait-timeout",
      title: "A runbook waited too long for a state",
      nextStep:
        "Check the resource that the step waits for, and raise the step's timeoutSeconds if it only needs longer.",
      strength: "common",
      stalls: true,
      patterns: [
        /Step timed out|Max execution time reached|step .*timed out|timed? ?out.*(?:waiting for|before).*(?:state|status|property|steady|available|running)|Waiter \w+ failed: Max attempts|(?:Max attempts|exceeded max wait).*(?:exceeded|time)|Resource is not in the state|Execution timed out/iu,
      ],
    },
    {
      slug: "automation-script-error",
      title: "A runbook's script raised an error",
      nextStep:
        "Read the script's error in the step's failure message, and correct the step's script or inputs.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:executeScript|handler function|script_handler|Step fails when it is (?:Executing|Poll\w*)).*(?:Traceback|Exception|Error)|Traceback \(most recent call last\)/iu,
      ],
    },
    {
      slug: "automation-approval",
      title: "Approval missing or rejected",
      nextStep: "Ask the approvers, then start the automation again.",
      patterns: [
        /approval (?:was |is )?(?:rejected|denied|timed out|expired)|approval step (?:timed out|has been rejected)|Approval request .*(?:rejected|expired|denied)/iu,
      ],
    },
    {
      ...sharedCauses.automationInputs,
      patterns: [
        /validating and resolving the step inputs|InvalidAutomationExecutionParameters|Unresolved (?:variable|parameter)|No output named/u,
      ],
    },
    {
      slug: "aws-request-invalid",
      title: "AWS call has invalid parameters",
      nextStep:
        "Correct the parameter that the message names, in the task, the runbook's step or the script.",
      broad: true,
      strength: "common",
      patterns: [
        /Parameter validation failed|ValidationException|\(ValidationError\)|InvalidParameter(?:Value|Combination)?\w*|MissingParameter|required parameter .*(?:missing|not)|MissingRequiredParameter|UnsupportedParameter|InvalidParameters\b|Unknown options?: |aws: error: (?!.*Invalid choice)|argument .*: expected one argument|InvalidRequestException|MalformedPolicyDocument|InvalidInput\w*/u,
      ],
    },
    {
      slug: "lambda-timeout",
      title: "Function timed out",
      nextStep: "Raise the function's timeout, or find what it waits for (often a VPC without a route).",
      patterns: [/Task timed out after [\d.]+ seconds|Sandbox\.Timedout|Lambda\.Unknown.*time/u],
    },
    {
      slug: "lambda-memory",
      title: "Function ran out of memory",
      nextStep: "Raise the function's memory.",
      patterns: [
        /Runtime exited with error: signal: killed|Runtime\.OutOfMemory|Error: Runtime exited without providing a reason|Memory Size: (\d+) MB.*Max Memory Used: \1 MB/u,
      ],
    },
    {
      slug: "lambda-handler",
      title: "Function's code or handler cannot be loaded",
      nextStep: "Check the handler's name, the deployment package and its layers and runtime.",
      patterns: [
        /Runtime\.(?:ImportModuleError|HandlerNotFound|InvalidEntrypoint|UserCodeSyntaxError|ExitError|MarshalError)|Unable to import module|Handler '.*' missing|bad handler/iu,
      ],
    },
    {
      slug: "lambda-function-error",
      title: "Function raised an error",
      nextStep: "Read the function's log group for this request.",
      broad: true,
      strength: "effect",
      patterns: [
        /FunctionError|"errorType": ?"(?<subject>[\w.]+)"|Lambda\.(?:Service|SdkClient|AWSLambda|TooManyRequests)\w*/u,
      ],
    },
    {
      slug: "state-machine-failed",
      title: "State machine failed",
      nextStep: "Open the execution in Step Functions and check the state that failed.",
      broad: true,
      strength: "effect",
      patterns: [/States\.(?<subject>\w+)/u],
    },
    {
      slug: "aws-service-error",
      title: "AWS service had an error",
      nextStep: "Run the task again later; check the AWS Health Dashboard if it repeats.",
      broad: true,
      strength: "common",
      patterns: [
        /InternalServerError|InternalFailure|InternalError\b|ServiceUnavailable(?:Exception)?|\(50[023]\) when calling|ServiceException\b|Service Unavailable.*amazonaws/u,
      ],
    },
  ],
};
