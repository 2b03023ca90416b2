/** All rules about text, by family. */
import type { RuleFamily } from "./rules/rule.ts";
import { administrationRules } from "./text/administration.ts";
import { agentRules } from "./text/agent.ts";
import { awsAccessRules } from "./text/aws-access.ts";
import { awsServiceRules } from "./text/aws-services.ts";
import { configurationRules } from "./text/configuration.ts";
import { containerRules } from "./text/containers.ts";
import { databaseRules } from "./text/databases.ts";
import { languageRules } from "./text/languages.ts";
import { networkRules, tlsRules } from "./text/network.ts";
import { packageRules } from "./text/packages.ts";
import { patchRules, rebootRules } from "./text/patching.ts";
import { programRules, serviceRules } from "./text/programs.ts";
import { repositoryRules } from "./text/repositories.ts";
import { fileRules, systemRules } from "./text/system.ts";
import { transferRules } from "./text/transfer.ts";
import { windowsUpdateRules } from "./text/windows-update.ts";
import { powershellRules, windowsRules } from "./text/windows.ts";

/** Specific families before general ones: of rules with the same strength, the first that matches a line wins. */
export const ruleFamilies: readonly RuleFamily[] = [
  systemRules,
  patchRules,
  windowsUpdateRules,
  containerRules,
  databaseRules,
  awsAccessRules,
  configurationRules,
  tlsRules,
  packageRules,
  repositoryRules,
  networkRules,
  transferRules,
  awsServiceRules,
  windowsRules,
  powershellRules,
  agentRules,
  administrationRules,
  languageRules,
  programRules,
  serviceRules,
  fileRules,
  rebootRules,
];
