import type { RuleFamily } from "../rules/rule.ts";

/** Windows except Windows Update: domain join, services, installers. */
export const windowsRules: RuleFamily = {
  name: "windows",
  rules: [
    {
      slug: "domain-join-credentials",
      title: "Domain join: user or password not accepted",
      nextStep:
        "Check the join account's name, password and rights (secret or directory), and whether it is locked.",
      patterns: [
        /(?:join|domain|directory|realm|ldap|kinit|adcli).*(?:user ?name or password is incorrect|Logon failure|invalid credentials|Preauthentication failed|password (?:has )?expired|account.*\b(?:locked|disabled)|Client '.*' not found in Kerberos)|kinit: (?:Preauthentication failed|Client .* not found|Password incorrect)|Invalid credentials.*(?:ldap|bind)|ldap_bind: Invalid|Couldn't authenticate .*(?:Preauthentication|password)/iu,
      ],
    },
    {
      slug: "login-refused",
      title: "User name or password not accepted",
      nextStep:
        "Check the account's name and password (a rotated secret?), and whether it is locked or expired.",
      strength: "common",
      patterns: [
        /user ?name or password is incorrect|Logon failure: |invalid (?:user ?name or password|login|credentials)\b|login (?:failed|incorrect)|authentication (?:failed|failure)|account (?:is )?(?:currently )?(?:locked(?: out)?|disabled)|401 Unauthorized/iu,
      ],
    },
    {
      slug: "domain-join-account",
      title: "Domain join: computer account not possible",
      nextStep:
        "Delete or reset the computer account, or allow the join account to create it in the OU (ms-DS-MachineAccountQuota, reuse policy).",
      patterns: [
        /account (?:with the same name )?(?:already )?exists? (?:in Active Directory|in the domain)|re-?using (?:the|an) account was blocked|maximum number of (?:computer )?accounts|insufficient access.*(?:computer|join|OU)|(?:join|computer account).*(?:Insufficient permissions|insufficient access rights|Access is denied)|The parameter is incorrect.*(?:OU|organizational)|\bOU=.*(?:not found|does not exist)|organizational unit.*not|failed to join domain .*The system cannot find the file specified/iu,
      ],
    },
    {
      slug: "domain-controller-unreachable",
      title: "Domain controller not found",
      nextStep:
        "Point the machine's DNS to the directory's servers and open its ports (53, 88, 389, 445), then join again.",
      patterns: [
        /(?:specified )?domain (?:either )?(?:does not exist or could not be contacted|controller.*could not be (?:contacted|found|located)|.*cannot be contacted)|could not (?:be )?contact(?:ed)?.*domain|No such realm found|Couldn't (?:find|discover|resolve).*(?:realm|domain)|realm: (?:Cannot|Couldn't|No such)|Cannot (?:find|contact any) KDC|no logon servers available|The RPC server is unavailable|Can't contact LDAP server|AD_DC_NOT_FOUND|Domain controller .*not (?:found|available)/iu,
      ],
    },
    {
      slug: "domain-trust-broken",
      title: "Machine's trust with the domain is broken",
      nextStep: "Reset it (Test-ComputerSecureChannel -Repair, or leave and join again), then run the task.",
      patterns: [
        /trust relationship between this workstation and the primary domain failed|security database on the server does not have a computer account/iu,
      ],
    },
    {
      slug: "domain-already-joined",
      title: "Machine is already in a domain",
      nextStep: "Remove the machine from the target, or let it leave the other domain first.",
      patterns: [
        /already (?:a member of|joined(?: to)?) (?:a |the |this )?(?:domain|realm|\S+\.\S+)|is already a member of|it is already in that domain|AddComputerToSameDomain/iu,
      ],
    },
    {
      slug: "windows-account-policy",
      title: "Password does not meet the policy",
      nextStep: "Use a password that meets length, complexity and history of the policy.",
      patterns: [
        /password does not meet the password policy|does not meet the (?:length|complexity)|InvalidPasswordException/iu,
      ],
    },
    {
      slug: "windows-service",
      title: "A Windows service does not start or stop",
      nextStep: "Read the service's entries in the System event log, its account and its dependencies.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:Start|Stop|Restart)-Service ?: .*'(?<subject>[^']+)'|Service '(?<display>[^']+)' (?:cannot be|failed to) (?:started|stopped|start|stop)|service did not (?:respond|start)|The (?<name>.+) service (?:terminated|failed to start)|StartServiceCommandException|CouldNotStartService|CouldNotStopService|system error 10(?:53|67|69)\b|service-specific error|Failed to (?:start|stop) service/iu,
      ],
    },
    {
      slug: "windows-service-missing",
      title: "Windows service does not exist",
      nextStep: "Check the service's name and that its program is installed on this machine.",
      broad: true,
      strength: "common",
      patterns: [
        /Cannot find any service with service name '(?<subject>[^']+)'|specified service does not exist|service name is invalid|NoServiceFoundForGivenName|OpenService FAILED 1060/iu,
      ],
    },
    {
      slug: "installer-source",
      title: "Installer package cannot be opened",
      nextStep: "Check that the MSI file is at the path given, complete, and readable by SYSTEM.",
      patterns: [
        /installation package could not be opened|msiexec.*(?:1619|1620)\b|error(?: code)?:? 16(?:19|20)\b/iu,
      ],
    },
    {
      slug: "installer-failed",
      title: "Windows Installer failed",
      nextStep: "Read the installer's log on the machine (msiexec /l*v).",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:exit ?code|error(?: code)?|return(?:ed)?(?: code| value)?|status)[:= ]+(?:was )?16(?:03|02|01|05|12|35)\b|MainEngineThread is returning 1603|Fatal error during installation|Installation success or error status: 16\d\d|return value 3\b|Product: .{1,200} -- (?:Error \d{4}\b|Installation (?:operation )?failed)|problem with this Windows Installer package/iu,
      ],
    },
    {
      slug: "windows-feature",
      title: "Windows feature cannot be installed",
      nextStep:
        "Check the feature's name for this edition and give the machine a source for it (install media, Windows Update).",
      strength: "common",
      patterns: [
        /(?:Install|Add)-WindowsFeature ?: |ArgumentNotValid: The role, role service, or feature name is not valid|Feature name \S+ is unknown|source files could not be (?:found|downloaded)/iu,
      ],
    },
    {
      slug: "powershell-gallery",
      title: "PowerShell module cannot be installed",
      nextStep:
        "Enable TLS 1.2 for PowerShell, check the route to the gallery (proxy) and the module's name; install the NuGet provider first.",
      strength: "effect",
      patterns: [
        /Unable to resolve package source|No match was found for the specified search criteria|PackageManagement\\(?:Install-Package|Install-PackageProvider|Get-PackageProvider)|NuGet provider is required|unable to (?:find|download) (?:repository|from URI|the list of available providers)|Install-Module ?: /iu,
      ],
    },
    {
      slug: "windows-registry",
      title: "Registry key or value missing",
      nextStep: "Check the key named in the line: the product is not installed or has another version.",
      broad: true,
      strength: "common",
      patterns: [
        /Property \S+ does not exist at path HKEY|unable to find the specified registry key|ERROR: The system was unable to find the specified registry/iu,
      ],
    },
  ],
};

/** PowerShell itself. */
export const powershellRules: RuleFamily = {
  name: "powershell",
  rules: [
    {
      slug: "powershell-policy",
      title: "PowerShell is not allowed to run scripts",
      nextStep:
        "Set the machine's execution policy by group policy, sign the script, or run it through AWS-RunPowerShellScript.",
      patterns: [
        /about_Execution_Policies|running scripts is disabled on this system|PSSecurityException|is not digitally signed|blocked by (?:group policy|your administrator)|AppLocker|Constrained ?Language|only core types in this language mode/iu,
      ],
    },
    {
      slug: "powershell-module-missing",
      title: "PowerShell module missing",
      nextStep: "Install the named module for all users on the machine, or import it by its full path.",
      broad: true,
      patterns: [
        /specified module '(?<subject>[^']+)' was not loaded|Modules_ModuleNotFound|module '(?<module>[^']+)' could not be loaded|No valid module file was found|could not load file or assembly '(?<assembly>[^',]+)/iu,
      ],
    },
    {
      slug: "script-syntax",
      title: "Script has a syntax error",
      nextStep: "Correct the script at the line named; test it with the interpreter of the machine.",
      broad: true,
      patterns: [
        /ParserError|Unexpected token '.*' in expression|Missing closing '[)}]'|The string is missing the terminator|ParseException|Missing expression after|Missing (?:argument|statement|type) .*(?:list|block|after)/iu,
      ],
    },
    {
      slug: "powershell-parameter",
      title: "PowerShell command called with wrong parameters",
      nextStep: "Compare the call with the cmdlet's version on the machine (Get-Command, Get-Help).",
      broad: true,
      strength: "common",
      patterns: [
        /A parameter cannot be found that matches parameter name '(?<subject>[^']+)'|NamedParameterNotFound|ParameterBinding(?:Validation)?Exception|Cannot bind argument to parameter|Cannot (?:validate|process) argument|missing mandatory parameters|Parameter set cannot be resolved|positional parameter cannot be found/iu,
      ],
    },
    {
      slug: "script-error",
      title: "Script has an error",
      nextStep:
        "Correct the script where the line points: a value is missing or has another type than it expects.",
      broad: true,
      strength: "effect",
      patterns: [
        /cannot call a method on a null-valued expression|InvokeMethodOnNull|Cannot index into a null array|property '.*' cannot be found on this object|does not contain a method named|Cannot convert value|Attempted to divide by zero|Index was out of range|Object reference not set to an instance/iu,
      ],
    },
  ],
};
