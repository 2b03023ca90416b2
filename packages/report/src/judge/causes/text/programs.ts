import { sharedCauses, type RuleFamily } from "../rules/rule.ts";

/** Messages of shells about programs. */
export const programRules: RuleFamily = {
  name: "programs",
  isGeneric: true,
  rules: [
    {
      ...sharedCauses.commandNotFound,
      broad: true,
      strength: "common",
      patterns: [
        /(?<=^|\s)(?<subject>[\w./+@-]+): (?:(?:inaccessible or )?command not found|not found$|(?:Kommando|Befehl) nicht gefunden|commande introuvable|comando não encontrado|orden no encontrada|コマンドが見つかりません)/imu,
        /(?<=^|\s)['"]?(?<subject>[\w./+@-]+)['"]? ?: The term .* is not recognized as/imu,
        /The term '(?<subject>[^']+)' is not recognized|'(?<other>[^']+)' is not recognized as an internal or external command/iu,
        /exec: [“"](?<subject>[^"”]+)[”"]: executable file not found|executable file not found in \$PATH|Command '(?<subject2>[^']+)' not found|which: no (?<program>\S+) in \(|sudo: (?<sudone>\S+): command not found|failed to find command/iu,
        /command not found|is not recognized as|CommandNotFoundException/iu,
      ],
    },
    {
      slug: "script-syntax",
      title: "Script has a syntax error",
      nextStep:
        "Correct the script at the line named; test it with the interpreter of the machine (sh is not bash).",
      broad: true,
      patterns: [
        /syntax error(?: near unexpected token|: unexpected|: unterminated|: bad substitution|: )|unexpected EOF while looking for matching|Bad substitution|\[\[: not found|Bad for loop variable|(?:unterminated|unexpected) (?:quoted string|`?\()|(?:^|\b)(?:Syntax|Indentation|Tab)Error: |Illegal option -o pipefail|invalid option name|PHP Parse error|syntax OK.*fail|perl: .*syntax error/imu,
      ],
    },
    {
      slug: "script-variable",
      title: "Script uses a variable that is not set",
      nextStep: "Set the variable or the task's parameter that the line names.",
      broad: true,
      patterns: [
        /: (?<subject>[\w*@]+): (?:unbound variable|parameter not set|parameter null or not set)|\b(?<name>\w+): unbound variable|(?:environment )?variable ['"]?(?<env>[A-Z]\w+)['"]? (?:is )?(?:not set|required|must be set|undefined|missing)|\b(?<must>[A-Z_]{3,}) (?:is not set|must be set|is required)|missing required (?:environment )?variable/u,
      ],
    },
    {
      slug: "command-usage",
      title: "Program called with wrong arguments",
      nextStep: "Compare the call with the program's version on the machine (`--help`).",
      broad: true,
      strength: "common",
      patterns: [
        /(?:unrecognized|unknown|invalid|illegal) (?:option|argument|flag|switch|command|subcommand)\b|unrecognized arguments|unknown shorthand flag|No such option|the following arguments are required|expected (?:at least )?one argument|(?:missing|extra|too (?:many|few)) (?:operand|arguments?)\b|option requires an argument|[Uu]nexpected argument|argument \S+: [Ii]nvalid choice|[Uu]nknown parameter|binary operator expected|integer expression expected|unary operator expected/u,
        /no such option|(?:missing|extra|too (?:many|few)) (?:operand|arguments?)\b|sed: -e expression|awk: .*syntax error|(?:binary|unary) operator expected|integer expression expected/iu,
      ],
    },
  ],
};

/** Service managers and web servers. */
export const serviceRules: RuleFamily = {
  name: "services",
  rules: [
    {
      slug: "service-config-invalid",
      title: "A service's configuration is invalid",
      nextStep:
        "Test the configuration on the machine (nginx -t, apachectl configtest, sshd -t) and correct the line named.",
      broad: true,
      strength: "common",
      patterns: [
        /nginx: (?:\[emerg\]|configuration file \S+ test failed)|(?:AH00526|AH00558.*error|Syntax error on line \d+ of)|\[ALERT\].*(?:parsing|config)|(?:bad|invalid|unknown|unsupported) (?:configuration (?:option|directive)|directive)|Configuration (?:file )?(?:is )?(?:invalid|test failed|error)|(?:fatal|error).*(?:parsing|reading|loading) (?:the )?config(?:uration)?|bad configuration options|unit file .*(?:bad|invalid)|Failed to parse .*(?:config|service|unit)|bad-setting|has a bad unit file setting/iu,
      ],
    },
    {
      slug: "service-missing",
      title: "A service's unit does not exist",
      nextStep: "Check the unit's name and that its package is installed on this machine.",
      broad: true,
      strength: "common",
      patterns: [
        /unit (?<subject>\S+) (?:not found|could not be found|not loaded)|(?<!\S)(?<name>\S+): unrecognized service|Failed to (?:start|restart|stop|enable|reload|disable) (?<unit>\S+): Unit .* not|No such service|Unit file (?<file>\S+) does not exist/iu,
      ],
    },
    {
      slug: "service-masked",
      title: "A service is masked or disabled",
      nextStep: "Unmask or enable the unit (systemctl unmask), then run the task again.",
      broad: true,
      patterns: [/unit (?<subject>\S+) is masked|Unit is masked|Refusing to operate on (?:alias|masked)/iu],
    },
    {
      slug: "service-manager-unreachable",
      title: "Service manager cannot be reached",
      nextStep:
        "The step runs where systemd is not the first process (a container, a rescue system): use another way to control the service.",
      patterns: [
        /System has not been booted with systemd|Failed to connect to bus|Failed to get D-Bus connection/iu,
      ],
    },
    {
      slug: "service-start-limit",
      title: "A service fails again and again",
      nextStep:
        "Read `journalctl -u` of the named service for the first failure, then systemctl reset-failed.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?<!\S)(?<subject>\S+\.service): (?:Start request repeated too quickly|Failed with result 'start-limit-hit')|start request repeated too quickly|start-limit-hit/iu,
      ],
    },
    {
      slug: "service-exec",
      title: "A service's program or directory is missing",
      nextStep:
        "Check the paths of the unit (systemctl cat): ExecStart must exist and be executable, WorkingDirectory and mounts must exist.",
      broad: true,
      strength: "common",
      patterns: [
        /(?<!\S)(?<subject>\S+\.service): Failed at step (?:EXEC|CHDIR|NAMESPACE|STDOUT|STDERR|CHROOT) spawning/u,
        /(?<!\S)(?<subject>\S+\.service): .*status=(?:203\/EXEC|200\/CHDIR|226\/NAMESPACE|209\/STDOUT|210\/CHROOT)|status=(?:203\/EXEC|200\/CHDIR|226\/NAMESPACE|209\/STDOUT|210\/CHROOT)/u,
      ],
    },
    {
      slug: "service-failed",
      title: "A service does not start",
      nextStep: "Read `systemctl status` and `journalctl -u` of the named service on the machine.",
      broad: true,
      strength: "effect",
      patterns: [
        /Bootstrap failed: \d+: |Job for (?<subject>\S+) (?:failed|canceled)|A dependency job for (?<dependency>\S+) failed/iu,
        /unit (?<subject>\S+) (?:has )?(?:entered failed state|failed)|(?<!\S)(?<unit>\S+\.service): (?:Main process exited|Failed with result|Control process exited)|Process: .*status=\d+\/|start operation timed out/iu,
        /failed to (?:re)?start (?<subject>[\w@.-]+\.service)|(?<name>[\w@.-]+) service (?:is not running|failed to start|did not start)|Active: failed/iu,
      ],
    },
    {
      slug: "health-check-failed",
      title: "Application is not healthy after the change",
      nextStep:
        "Read the application's log on the machine; the change was made, but the check after it failed.",
      broad: true,
      strength: "effect",
      patterns: [
        /health ?-?check.*(?:fail|timed|unhealthy|did not|never|not )|(?:is|became|status:?) unhealthy|(?:not|never) (?:become |became )?(?:healthy|ready) (?:within|after|in)|smoke test.*failed|(?:readiness|liveness) probe failed/iu,
      ],
    },
    {
      slug: "kernel-module",
      title: "Kernel module missing or incompatible",
      nextStep:
        "Boot the newest installed kernel or install the module for the running one, then run the task again.",
      patterns: [
        /modprobe: (?:FATAL|ERROR)|Module \S+ not found in directory|could not insert (?:module|')|Invalid module format|Unable to find the (?:kernel source|development tool)|kernel headers .*(?:not found|missing|cannot be found)|kernel-devel\S* (?:is )?not (?:installed|found)/iu,
      ],
    },
    {
      slug: "selinux-denied",
      title: "SELinux or AppArmor denies it",
      nextStep: "Read the denial (ausearch -m avc, dmesg), correct the file's context or the policy.",
      patterns: [/avc: +denied|SELinux is preventing|apparmor="DENIED"|restorecon.*(?:fail|not permitted)/iu],
    },
  ],
};
