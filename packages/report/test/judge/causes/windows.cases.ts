import type { FamilyCases } from "./cases.ts";

export const windowsCases: FamilyCases = {
  "domain-join-credentials": {
    is: [
      "Add-Computer : failed to join domain 'corp.example' from its current workgroup with following error message: The user name or password is incorrect.",
    ],
    isNot: ["joined domain corp.example\nscript failed"],
  },
  "login-refused": {
    is: ["The user name or password is incorrect.", "smtp: 535 authentication failed"],
    isNot: [
      "login of app ok\nscript failed",
      "Add-Computer : failed to join domain 'corp.example': The user name or password is incorrect.",
    ],
  },
  "domain-join-account": {
    is: [
      "Add-Computer : The account already exists in the domain: An account with the same name exists in Active Directory. Re-using the account was blocked by security policy.",
    ],
    isNot: ["account created\nscript failed"],
  },
  "domain-controller-unreachable": {
    is: [
      "Add-Computer : The specified domain either does not exist or could not be contacted.",
      "realm: No such realm found: corp.example",
    ],
    isNot: ["domain controller dc1 found\nscript failed"],
  },
  "domain-trust-broken": {
    is: ["The trust relationship between this workstation and the primary domain failed."],
    isNot: ["trust is in order\nscript failed"],
  },
  "domain-already-joined": {
    is: ["realm: Already joined to this domain"],
    isNot: ["not joined to a domain\nscript failed"],
  },
  "windows-account-policy": {
    is: ["The password does not meet the password policy requirements."],
    isNot: ["password set\nscript failed"],
  },
  "windows-service": {
    is: ["Start-Service : Failed to start service 'App (App)'."],
    isNot: ["service App started\nscript failed"],
  },
  "windows-service-missing": {
    is: ["Get-Service : Cannot find any service with service name 'App'."],
    isNot: ["service App found\nscript failed"],
  },
  "installer-source": {
    is: ["This installation package could not be opened. Verify that the package exists"],
    isNot: ["installation package opened\nscript failed"],
  },
  "installer-failed": {
    is: ["msiexec finished with exit code: 1603"],
    isNot: ["build 1603 installed\nscript failed"],
  },
  "windows-feature": {
    is: [
      "Install-WindowsFeature : ArgumentNotValid: The role, role service, or feature name is not valid: 'X'.",
    ],
    isNot: ["feature X installed\nscript failed"],
  },
  "powershell-gallery": {
    is: ["WARNING: Unable to resolve package source 'https://www.powershellgallery.com/api/v2'."],
    isNot: ["module installed from gallery\nscript failed"],
  },
  "windows-registry": {
    is: ["Get-ItemProperty : Property Version does not exist at path HKEY_LOCAL_MACHINE\\SOFTWARE\\X."],
    isNot: ["registry read\nscript failed"],
  },
};

export const powershellCases: FamilyCases = {
  "powershell-policy": {
    is: ["File C:\\ops\\a.ps1 cannot be loaded because running scripts is disabled on this system."],
    isNot: ["execution policy is RemoteSigned\nscript failed"],
  },
  "powershell-module-missing": {
    is: [
      "Import-Module : The specified module 'PSWindowsUpdate' was not loaded because no valid module file was found in any module directory.",
    ],
    isNot: ["module loaded\nscript failed"],
  },
  "script-syntax": {
    is: [
      "Missing closing '}' in statement block or type definition.\n+ CategoryInfo : ParserError: (:) [], ParseException",
    ],
    isNot: ["syntax checked in powershell\nscript failed"],
  },
  "powershell-parameter": {
    is: ["Get-Thing : A parameter cannot be found that matches parameter name 'Foo'."],
    isNot: ["parameter Foo found\nscript failed"],
  },
  "script-error": {
    is: [
      "You cannot call a method on a null-valued expression.\nAt line:3 char:1\n+ $x.Foo()\n+ ~~~~~~~~\n+ CategoryInfo : InvalidOperation: (:) [], RuntimeException\n+ FullyQualifiedErrorId : InvokeMethodOnNull",
    ],
    isNot: ["method called\nscript failed"],
  },
};

export const agentCases: FamilyCases = {
  "agent-plugin-missing": {
    is: ["Plugin with name aws:runShellScript not found"],
    isNot: ["plugin aws:runShellScript started\nscript failed"],
  },
  "agent-worker": {
    is: ["document worker timed out"],
    isNot: ["app: shard 3 failed to start worker"],
  },
  "agent-not-registered": {
    is: ["Registration failed due to error registering the instance with AWS SSM. RegisterManagedInstance"],
    isNot: ["agent registered\nscript failed"],
  },
  "agent-update-failed": {
    is: [{ document: "AWS-UpdateSSMAgent", text: "failed to update amazon-ssm-agent to 3.3.1" }],
    isNot: [{ document: "AWS-UpdateSSMAgent", text: "amazon-ssm-agent is up to date\nwidget broke" }],
  },
  "agent-version": {
    is: [
      {
        document: "AWS-UpdateSSMAgent",
        text: "updating amazon-ssm-agent to an older version, please enable allow downgrade to proceed",
      },
    ],
    isNot: [{ document: "AWS-UpdateSSMAgent", text: "agent version 3.3.1 installed\nwidget broke" }],
  },
  "distributor-package-missing": {
    is: [
      {
        document: "AWS-ConfigureAWSPackage",
        text: "failed to download manifest: package does not exist: Foo",
      },
    ],
    isNot: ["failed to download manifest: package does not exist: Foo"],
  },
  "distributor-platform": {
    is: [
      {
        document: "AWS-ConfigureAWSPackage",
        text: "no manifest found for platform: amazon, version 2023, architecture arm64",
      },
    ],
    isNot: [{ document: "AWS-ConfigureAWSPackage", text: "platform amazon found\nwidget broke" }],
  },
  "distributor-script-failed": {
    is: [{ document: "AWS-ConfigureAWSPackage", text: "Failed to install package; install status Failed" }],
    isNot: ["Initiating AWSFoo 1.2 install\nwidget broke"],
  },
  "distributor-state": {
    is: [{ document: "AWS-ConfigureAWSPackage", text: "package is already locked by another process" }],
    isNot: ["package is already locked by another process"],
  },
  "remote-content-invalid": {
    is: [
      { document: "AWS-RunRemoteScript", text: "SourceInfo could not be unmarshalled: unexpected character" },
    ],
    isNot: [{ document: "AWS-RunRemoteScript", text: "SourceInfo read\nwidget broke" }],
  },
  "remote-content-missing": {
    is: [{ document: "AWS-RunRemoteScript", text: "failed to download remote content: no content there" }],
    isNot: [{ document: "AWS-RunRemoteScript", text: "Content downloaded to /x\nwidget broke" }],
  },
  "document-parameter": {
    is: ["document parameter commands is not valid"],
    isNot: ["parameter commands read from document\nscript failed"],
  },
  "runas-failed": {
    is: ["failed to start command as user ops: RunAs failed"],
    isNot: ["agent runs as root\nscript failed"],
  },
};
