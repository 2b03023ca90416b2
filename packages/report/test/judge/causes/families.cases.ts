import { administrationCases } from "./administration.cases.ts";
import { awsAccessCases, awsServiceCases } from "./aws.cases.ts";
import type { FamilyCases } from "./cases.ts";
import { configurationCases, containerCases, databaseCases, transferCases } from "./containers.cases.ts";
import { networkCases, tlsCases } from "./network.cases.ts";
import { packageCases, repositoryCases } from "./packages.cases.ts";
import { patchingCases, rebootCases } from "./patching.cases.ts";
import { languageCases, programCases, serviceCases } from "./programs.cases.ts";
import { fileCases, systemCases } from "./system.cases.ts";
import { windowsUpdateCases } from "./windows-update.cases.ts";
import { agentCases, powershellCases, windowsCases } from "./windows.cases.ts";

/** The cases of every family, by its name. */
export const familyCases: Readonly<Record<string, FamilyCases>> = {
  administration: administrationCases,
  system: systemCases,
  files: fileCases,
  network: networkCases,
  tls: tlsCases,
  packages: packageCases,
  repositories: repositoryCases,
  "aws-access": awsAccessCases,
  "aws-services": awsServiceCases,
  patching: patchingCases,
  reboot: rebootCases,
  "windows-update": windowsUpdateCases,
  windows: windowsCases,
  powershell: powershellCases,
  agent: agentCases,
  programs: programCases,
  services: serviceCases,
  languages: languageCases,
  containers: containerCases,
  transfer: transferCases,
  databases: databaseCases,
  configuration: configurationCases,
};
