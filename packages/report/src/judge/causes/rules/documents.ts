/** Recognises documents by their names. */

/** Kinds of documents with the same output and exit codes. */
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
  // The codes are those of AWS's payload. A document with another name that runs it can have other codes.
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
 * The kinds of a document, from its name or ARN, including copies with the original's name in theirs, and from the name of the
 * failed step, which custom documents based on AWS's usually keep.
 */
export const documentKinds = (documentName = "", stepName = ""): ReadonlySet<DocumentKind> => {
  const name = documentName.slice(documentName.lastIndexOf("/") + 1);
  const found: DocumentKind[] = [];
  for (const [kind, pattern] of namePatterns) if (pattern.test(name)) found.push(kind);
  for (const [kind, pattern] of stepPatterns) if (pattern.test(stepName)) found.push(kind);
  return new Set(found);
};

/** Default time limit of AWS's documents, in seconds. Undefined if unknown. */
export const defaultTimeoutSeconds = (kinds: ReadonlySet<DocumentKind>): number | undefined => {
  if (kinds.has("patch-baseline")) return 7200;
  if (kinds.has("shell") || kinds.has("powershell")) return 3600;
  return undefined;
};
