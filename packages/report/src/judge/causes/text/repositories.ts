import type { RuleFamily } from "../rules/rule.ts";

/** Package repositories that cannot be read, each with its own next step. Network and TLS have separate families. */
export const repositoryRules: RuleFamily = {
  name: "repositories",
  rules: [
    {
      slug: "repository-not-subscribed",
      title: "System is not registered or has no subscription",
      nextStep:
        "Register the machine (subscription-manager register, SUSEConnect, pro attach) or install its cloud update client, then run the task again.",
      patterns: [
        /not registered (?:with an entitlement|to Red Hat)|This system is not registered|subscription-manager (?:register|to register)|system has no (?:valid )?(?:subscriptions|repositories available through)|no (?:valid )?(?:entitlements?|subscriptions?) (?:found|available|attached)|SUSEConnect.*(?:not registered|Error)|System is not registered|Invalid system credentials|registration (?:code|server).*(?:expired|invalid|error)|does not have a valid (?:subscription|entitlement)|This system has no repositories available through subscriptions/iu,
      ],
    },
    {
      slug: "repository-metadata-expired",
      title: "Repository metadata expired",
      nextStep:
        "Check that the mirror still synchronises and that the machine's clock is right, then clean the cache (apt-get clean, dnf clean all) and run the task again.",
      patterns: [
        /Release file for .* is expired|Release file .* expired|E: Release file|metadata (?:is )?(?:expired|too old|older than)|repomd.xml .*older than/iu,
      ],
    },
    {
      slug: "repository-release-ended",
      title: "Repository's release has moved or ended",
      nextStep:
        "Point the machine to the archive of its release (old-releases, vault, archive) or upgrade the operating system, then run the task again.",
      patterns: [
        /does not have a Release file|no longer has a Release file|(?:404|Not Found).*(?:old-releases|(?:centos|mirrorlist)\.|\/(?:buster|stretch|jessie|xenial|trusty|precise|eoan|groovy|hirsute|impish|kinetic|lunar|mantic|disco|cosmic|bionic)\b)|mirrorlist\.centos\.org|Invalid release|changed its '(?:Suite|Codename|Label|Version|Origin)' value|end[- ]of[- ]life.*(?:repo|release)|\/(?:buster|stretch|jessie|trusty|precise|eoan|groovy|hirsute|impish|kinetic|lunar|mantic|disco|cosmic)\S* .*(?:404|Not Found)/iu,
      ],
    },
    {
      slug: "repository-not-found",
      title: "Not found on the mirror (404)",
      nextStep:
        "Clean the package cache and read the metadata again; if it repeats, the mirror is stale or the repository's URL is wrong.",
      stalls: true,
      patterns: [
        /Status code: 404 for |\b404 ? ?Not Found\b.*(?:\.deb|\.rpm|repo|dists|Packages|InRelease|ubuntu|debian|\[IP:)|(?:\.deb|\.rpm|repomd\.xml|repodata\/|InRelease|Packages)\S* .*(?:\b404\b|Not Found)|HTTP Error 404|returned error: 404.*(?:\.rpm|\.deb|repo)|error(?: was)?:? .*\b404\b.*(?:rpm|repo|mirror)|File not found on medium|(?:repo|repository) .*not found (?:at|on) (?:specified )?(?:URL|server)|File '.*' not found on medium/iu,
      ],
    },
    {
      slug: "repository-forbidden",
      title: "Repository denies access (401 or 403)",
      nextStep:
        "Check the repository's credentials, the bucket or VPC endpoint policy behind it, and whether a proxy or filter blocks the address.",
      stalls: true,
      patterns: [
        /Status code: 40[13] for |HTTP Error 40[13]|(?:Err:\d+|E:|W:) .*\b40[13] ? ?(?:Forbidden|Unauthorized)|\b40[13] ? ?(?:Forbidden|Unauthorized)\b.*(?:\[IP:|repo|\.deb|\.rpm|dists|InRelease)|(?:InRelease|repomd\.xml|\.deb|\.rpm)\S* +40[13]\b|returned error: 40[13].*(?:repo|rpm|deb)|Permission to access .* denied|HTTP response: 40[13]|Fehlschlag beim Holen von .* 403/iu,
      ],
    },
    {
      slug: "repository-server-error",
      title: "Mirror returns an error (5xx)",
      nextStep: "Run the task again later, or choose another mirror. If it is your own, check its log.",
      stalls: true,
      patterns: [
        /Status code: 50\d for |HTTP Error 50\d|(?:Err:\d+|E:|W:|dists|repodata|InRelease|\.rpm\b|\.deb\b).*\b50[0234] ? ?(?:Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Service Temporarily)/iu,
      ],
    },
    {
      slug: "repository-mismatch",
      title: "Repository content does not match its checksums",
      nextStep:
        "Clean the package cache; if it repeats, a mirror is being synchronised or a proxy serves old files: wait or bypass its cache.",
      patterns: [
        /Hash Sum mismatch|File has unexpected size|Mirror sync in progress|Metadata file does not match checksum|Downloading successful, but checksum does(?: not|n't) match|checksum (?:doesn't|does not) match|\[Errno -1\] (?:repomd|Package|Metadata)|Package does not match intended download|(?:Digest|checksum) verification failed|does not match .*(?:repomd|primary)|digest mismatch|Wrong digest|Clearsigned file isn't valid|Splitting up .* into data and signature failed/iu,
      ],
    },
    {
      slug: "repository-none",
      title: "No package repositories configured",
      nextStep:
        "Add or enable a repository (dnf repolist all, /etc/apt/sources.list, zypper lr), then run the task again.",
      strength: "effect",
      patterns: [
        /There are no enabled repos|no (?:enabled )?repositories (?:defined|enabled|configured|found)|no repositories defined|Repository '?\S+'? (?:is )?not (?:found|defined|configured)|Error getting repository data for \S+, repository not found|Unknown repo: |cannot find a (?:matching )?repo/iu,
      ],
    },
    {
      slug: "repository-config-invalid",
      title: "Repository configuration is damaged",
      nextStep: "Correct the named file (.repo, sources.list) on the machine, then run the task again.",
      broad: true,
      patterns: [
        /Malformed (?:entry|line|stanza) \d+|The list of sources could not be read|File contains (?:no section headers|parsing errors)|Config(?:uration)?(?: file)? error: .*repo|Conflicting values set for option Signed-By|Repository \S+ is listed more than once.*error|Error in (?:main )?config.*repo|Bad id for repo|Repository has no alias defined|(?:must|does not) (?:be|have) .*baseurl/iu,
      ],
    },
    {
      slug: "package-signature",
      title: "Package signature cannot be verified",
      nextStep: "Import or renew the repository's signing key on the machine, then run the task again.",
      patterns: [
        /\bNO_PUBKEY\b|\bEXPKEYSIG\b|\bKEYEXPIRED\b|\bBADSIG\b|\bREVKEYSIG\b/u,
        /GPG (?:check FAILED|key (?:retrieval failed|at)|error|signature|keys? (?:listed|are already)|verification)|gpg: .*(?:BAD signature|no valid OpenPGP|keyserver receive failed|can't check signature)|repomd\.xml signature could not be verified|apt-key.*(?:failed|not found)/iu,
        /public key for \S+ is not (?:installed|trusted)|signatures? (?:couldn['’]t|could not) be verified|Signature verification (?:failed|error)|signature .*(?:is invalid|BAD|not trusted)|no key of signer|key .*(?:has expired|expired on)|\bNOKEY\b.*error|signature is NOT OK/iu,
        /repository .* is not signed|package .* is not signed|could not be authenticated|cannot be authenticated|unauthenticated packages|signed with an unknown key|GPG keys listed for the .* are already installed but/iu,
        /Signaturen konnten nicht überprüft werden|signatures suivantes n['’]ont pas pu être vérifiées/iu,
        /assinaturas a seguir não puderam ser verificadas|las siguientes firmas no se pudieron verificar/iu,
        /公開鍵を利用できない|署名.*検証できません/u,
      ],
    },
    {
      slug: "repository-address",
      title: "Repository URL cannot be found",
      nextStep:
        "Check that baseurl, mirrorlist and region of the repository are right, and that the machine resolves and reaches them (S3 gateway endpoint for Amazon Linux).",
      strength: "effect",
      stalls: true,
      certainty: "likely",
      patterns: [
        /cannot find a valid baseurl|Cannot prepare internal mirrorlist|Could not retrieve mirrorlist|No URLs in mirrorlist/iu,
      ],
    },
    {
      slug: "repository-unreadable",
      title: "Package repository cannot be read",
      nextStep:
        "The output does not show why: run `dnf makecache`, `apt-get update` or `zypper refresh` on the machine and read what it prints.",
      strength: "effect",
      stalls: true,
      patterns: [
        /failed to download metadata|cannot (?:retrieve repository metadata|download repomd)|Failure: repodata|Error(?:s)? during downloading metadata/iu,
        /failed to synchronize cache|no more mirrors|all mirrors were (?:already )?tried|Error downloading packages|Skipping repository .* because of the above error|Some of the repositories have not been refreshed|Unable to refresh Zypp repository|Valid metadata not found at specified URL|Problem retrieving files from|Could not refresh the repositories/iu,
        /(?:^|[: ])(?:E|W|Err:\d+)[: ].*failed to fetch|fetch_archives\(\) failed|FetchFailedException/imu,
        /failed to fetch (?:http|ftp|mirror)|some index files failed to download|Unable to fetch some archives/iu,
        /Fehlschlag beim Holen von|Impossible de récupérer (?:http|certains)|Falha ao buscar|Fallo al obtener|の取得に失敗しました/iu,
      ],
    },
  ],
};
