/** What is known about documents by their names. */

/** Documents that print alike and end with the same codes. */
export type DocumentKind =
  | "patch-baseline"
  | "patch-linux"
  | "patch-windows"
  | "windows-updates"
  | "configure-package"
  | "update-agent"
  | "remote-content"
  | "ansible"
  | "chef"
  | "domain-join"
  | "shell"
  | "powershell";

const namePatterns: readonly (readonly [DocumentKind, RegExp])[] = [
  // The codes are those of AWS's payload: a document of another name around it ends with codes of its own.
  [
    "patch-baseline",
    /(?:^|[\W_])AWS-(?:RunPatchBaseline(?:WithHooks|Association)?|ApplyPatchBaseline|PatchAsgInstance|PatchInstanceWithRollback)(?:-?copy\d*)?(?::[\w$]+)?$/iu,
  ],
  [
    "windows-updates",
    /InstallWindowsUpdates|FindWindowsUpdates|Install(?:Missing|Specific)WindowsUpdates|ConfigureWindowsUpdate/iu,
  ],
  ["configure-package", /ConfigureAWSPackage/iu],
  ["update-agent", /Update(?:SSM|EC2Config)Agent|UpdateEC2Config/iu],
  ["remote-content", /RunRemoteScript|RunDocument|ApplyAnsiblePlaybooks|ApplyChefRecipes|DownloadContent/iu],
  ["ansible", /Ansible/iu],
  ["chef", /Chef/iu],
  ["domain-join", /JoinDirectoryServiceDomain|DomainJoin|JoinDomain/iu],
  ["shell", /RunShellScript/iu],
  ["powershell", /RunPowerShellScript/iu],
];

const stepPatterns: readonly (readonly [DocumentKind, RegExp])[] = [
  ["patch-linux", /(?:^|[\W_])Patch(?:Linux|MacOS)$/iu],
  ["patch-windows", /(?:^|[\W_])PatchWindows$/iu],
  ["patch-baseline", /(?:^|[\W_])Patch(?:Linux|MacOS|Windows)$/iu],
  ["shell", /runShellScript/iu],
  ["powershell", /runPowerShellScript/iu],
  ["configure-package", /configurePackage/iu],
  ["update-agent", /updateSsmAgent/iu],
  ["domain-join", /domainJoin/iu],
  ["remote-content", /downloadContent|runDocument/iu],
];

/**
 * The kinds of a document, from its name, its ARN or the name of a copy that still holds the original's name, and from the
 * name of the step that failed, which an own document keeps when it was made from AWS's.
 */
export const documentKinds = (documentName = "", stepName = ""): ReadonlySet<DocumentKind> => {
  const name = documentName.slice(documentName.lastIndexOf("/") + 1);
  const found: DocumentKind[] = [];
  for (const [kind, pattern] of namePatterns) if (pattern.test(name)) found.push(kind);
  for (const [kind, pattern] of stepPatterns) if (pattern.test(stepName)) found.push(kind);
  return new Set(found);
};

/** Seconds after which AWS's documents are stopped by the agent, where the task does not set another limit. */
export const defaultTimeoutSeconds = (kinds: ReadonlySet<DocumentKind>): number | undefined => {
  if (kinds.has("patch-baseline")) return 7200;
  if (kinds.has("shell") || kinds.has("powershell")) return 3600;
  return undefined;
};
