import type { RuleFamily } from "../rules/rule.ts";

/** The agent, its plugins and AWS's documents other than patching. */
export const agentRules: RuleFamily = {
  name: "agent",
  rules: [
    {
      slug: "agent-plugin-missing",
      title: "Agent does not know the plugin",
      nextStep:
        "Update the SSM Agent; if it is current, free disk space and raise the inotify limit, then restart it.",
      patterns: [
        /Plugin with name \S+ (?:not found|is not supported)|plugin \S+ (?:is )?not (?:found|registered|supported)|no plugin (?:found|registered)/iu,
      ],
    },
    {
      slug: "agent-worker",
      title: "Agent's worker did not start or died",
      nextStep:
        "Restart the SSM Agent, check the machine's memory and disk, update the agent, then run the task again.",
      patterns: [
        /document worker (?:timed out|crashed|failed|exited)|document process failed|worker (?:process )?(?:exited|terminated|died) unexpectedly|ssm-document-worker.*(?:fail|exit|kill|timed|no such)|failed to (?:start|create) (?:the )?document worker|ipc.*(?:timeout|failed).*worker/iu,
      ],
    },
    {
      slug: "agent-not-registered",
      title: "Agent is not registered or not running",
      nextStep:
        "Start or register the SSM Agent on the machine (activation for hybrid machines), then run the task again.",
      patterns: [
        /amazon-ssm-agent(?:\.service)?.*(?:not running|inactive|not be found|could not be found|not registered)|RegisterManagedInstance|Registration failed due to|activation .*(?:expired|not valid|invalid|limit)|InvalidActivation|MachineFingerprintDoesNotMatch|Hardware fingerprint.*does not match/iu,
      ],
    },
    {
      slug: "agent-update-failed",
      title: "SSM Agent could not be updated",
      nextStep: "Read /var/log/amazon/ssm/update logs; install the agent's package manually on one machine.",
      strength: "effect",
      documents: ["update-agent"],
      patterns: [
        /(?:failed|unable|could not) to (?:update|upgrade|install) (?:amazon-ssm-agent|the agent|SSM Agent)|update (?:amazon-ssm-agent )?.*(?:failed|rolled back|rollback)|failed to (?:download|verify|load) (?:the )?(?:agent )?(?:manifest|update)|updater.*(?:failed|error)/iu,
      ],
    },
    {
      slug: "agent-version",
      title: "Requested agent version is not possible",
      nextStep:
        "Choose a version that exists for the platform and region; set allowDowngrade to go back to an older one.",
      patterns: [
        /(?:downgrade|older version).*(?:not allowed|allowDowngrade|allow-downgrade)|(?:amazon-ssm-agent|agent) .*(?:version \S+ (?:is )?(?:not found|unsupported|does not exist)|has no version)|please enable allow downgrade|cannot find the \S+ information in (?:the )?Manifest/iu,
      ],
    },
    {
      slug: "distributor-package-missing",
      title: "Package or version not found in Distributor",
      nextStep:
        "Check the package's name, version and region in Distributor, and that it is shared with this account.",
      documents: ["configure-package"],
      patterns: [
        /(?:package|document|manifest) .*(?:not found|does not exist|could not be found)|failed to (?:find|get|download|retrieve) (?:the )?(?:latest |package )?(?:manifest|version|package|document)|InvalidDocument\b|no (?:package|version) found/iu,
      ],
    },
    {
      slug: "distributor-platform",
      title: "Package does not support this platform",
      nextStep: "Remove the machine from the target, or add its platform and architecture to the package.",
      documents: ["configure-package", "update-agent"],
      patterns: [
        /no (?:manifest|package|file) found for platform|package (?:is )?not supported on (?:this )?(?:package|platform)|not supported on this platform|(?:platform|architecture) .*(?:is )?not supported (?:by|for|in)|failed to find (?:a )?(?:platform|matching) |unsupported platform/iu,
      ],
    },
    {
      slug: "distributor-script-failed",
      title: "Package's install or uninstall script failed",
      nextStep:
        "Read the script's lines in the output, and correct the package or its requirements on the machine.",
      documents: ["configure-package"],
      strength: "effect",
      broad: true,
      patterns: [
        /(?:install|uninstall|update|validate) (?:action|script|state)?.*(?:failed|unsuccessful|did not succeed)|failed to (?:install|uninstall|update|configure) package|Failed to perform (?:install|uninstall)/iu,
      ],
    },
    {
      slug: "distributor-state",
      title: "Package is in a conflicting state on the machine",
      nextStep:
        "Uninstall the package on the machine (AWS-ConfigureAWSPackage, Uninstall) or wait for the other action, then install it again.",
      documents: ["configure-package"],
      patterns: [
        /already (?:in the process of (?:action )?|being )?(?:install|updat|uninstall)\w*(?:ed|ing)?.*(?:another|lock|process)|package is already locked|(?:version|package) .*(?:is )?(?:currently )?(?:not installed|in an? (?:unknown|failed) state)/iu,
      ],
    },
    {
      slug: "remote-content-invalid",
      title: "Source of the remote script is invalid",
      nextStep:
        "Correct SourceType and SourceInfo in the task (valid JSON; path, owner, repository as the document describes).",
      documents: ["remote-content", "ansible", "chef"],
      patterns: [
        /SourceInfo.*(?:invalid|could not|not|fail|unmarshal)|(?:invalid|unsupported) (?:SourceType|source type)|Source ?Type.*(?:not supported|must be specified)|Could not unmarshal (?:location|source)|(?:path|S3 ?url|owner|repository) (?:must be|is not) specified|for S3 SourceType must/iu,
      ],
    },
    {
      slug: "remote-content-missing",
      title: "Remote script was not downloaded",
      nextStep:
        "Check the URL or path in SourceInfo, the branch, and the token or permission that the source needs.",
      documents: ["remote-content", "ansible", "chef"],
      patterns: [/GET https:\/\/api\.github\.com\S*: 40[134]|401 Bad credentials|Bad credentials/iu],
    },
    {
      slug: "remote-content-missing",
      title: "Remote script was not downloaded",
      nextStep:
        "Check the URL or path in SourceInfo, the branch, and the token or permission that the source needs.",
      documents: ["remote-content"],
      strength: "effect",
      patterns: [
        /(?:failed|unable|could not|cannot|error).*(?:download|fetch|retriev|get(?:ting)? (?:content|file|directory))|404 Not Found|content (?:was )?not (?:found|downloaded)|No resource found/iu,
      ],
    },
    {
      slug: "document-parameter",
      title: "Document's parameter is invalid",
      nextStep: "Correct the parameter in the task: compare its value with the document's allowed values.",
      broad: true,
      patterns: [
        /document parameter .*(?:is not (?:valid|allowed|supported)|fails to satisfy|undefined|has invalid)|invalid (?:format in )?(?:plugin|document) (?:properties|input|configuration)|failed to (?:parse|unmarshal|read) (?:the )?(?:document|plugin) |Invalid document content|Document hash .*mismatch|unrecognized (?:document )?parameter/iu,
      ],
    },
    {
      slug: "runas-failed",
      title: "Run As user could not be used",
      nextStep: "Create the user on the machine or correct the Run As setting.",
      strength: "common",
      patterns: [/RunAs.*(?:fail|not|does not)|failed to (?:start|run) .* as user/iu],
    },
  ],
};
