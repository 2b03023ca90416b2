import { sharedCauses, type RuleFamily } from "../rules/rule.ts";

/** Package managers. apt, dpkg and zypper translate their messages, so paths and codes come first. */
export const packageRules: RuleFamily = {
  name: "packages",
  rules: [
    {
      slug: "package-manager-locked",
      title: "Package manager locked",
      nextStep:
        "Wait for the other package run (often unattended-upgrades or a second patch task) to end, schedule the two at different times, and run the task again.",
      stalls: true,
      undoneBy:
        /lock (?:has been |was )?(?:acquired|released|obtained)|acquired (?:the )?(?:yum|dnf|rpm|zypp|apt|dpkg)? ?lock/iu,
      patterns: [
        /^(?!.*(?:are you root|permission denied)).*(?:lock|held|another|locked|sperr|verrou|trava|bloque|ロック).*\/(?:dpkg\/lock|apt\/lists\/lock|apt\/archives\/lock|rpm\/\.rpm\.lock|run\/(?:yum|dnf|zypp)\.pid)|\/(?:dpkg\/lock|apt\/lists\/lock|apt\/archives\/lock|rpm\/\.rpm\.lock|run\/(?:yum|dnf|zypp)\.pid)\S*.*(?:lock|held|unavailable|another|process)/imu,
        /^(?!.*(?:are you root|permission denied)).*(?:can(?:not|'t)|could not|failed to|unable to) (?:create|get|obtain|acquire|open).*(?:transaction|dpkg|apt|rpm|yum|dnf|zypp|frontend|administration)\S* ?lock|(?:yum|dnf|apt|dpkg|rpm|zypper) (?:is|was) (?:already )?locked|existing lock \/var\/run\/yum\.pid/imu,
        /unable to lock the (?:administration|download) directory|is another process using it|acquired (?:yum|dnf|apt|zypper) lock|rpmdb: .*lock .*held|waiting for (?:the )?(?:cache|yum|dnf) lock|Unable to obtain lock file access on/iu,
        /another app(?:lication)? is currently holding the (?:yum|dnf) lock|another copy is running|Waiting for process with pid \d+ to finish/iu,
        /system management is locked by|ZYpp is (?:already )?locked|Tell PackageKit to quit|yum appears to be (?:running|locked)|\.rpm\.lock/iu,
        /Konnte Sperre .* nicht (?:bekommen|setzen)|Sperren des Administrationsverzeichnisses|Systemverwaltung ist .*gesperrt/iu,
        /Impossible d['’]obtenir le verrou|Impossible de verrouiller le répertoire d['’]administration/iu,
        /(?:Não foi possível|Impossível) obter (?:a trava|acesso exclusivo)|incapaz de bloquear o diretório/iu,
        /No se pudo (?:bloquear|obtener un bloqueo)|No se pudo bloquear el directorio de administración/iu,
        /ロック .*(?:取得でき|獲得でき)|管理用ディレクトリ.*ロックできません/u,
      ],
    },
    {
      slug: "dpkg-interrupted",
      title: "An earlier package run was interrupted",
      nextStep:
        "Run `dpkg --configure -a` (or `yum-complete-transaction`, `dnf history redo last`) on the machine, then the task again.",
      patterns: [
        /dpkg was interrupted|run '(?:sudo )?dpkg --configure -a'|must manually run.*dpkg --configure -a/iu,
        /unfinished transactions? remaining|(?:very bad )?inconsistent state;? (?:you should )?(?:reinstall|and)|package is in a very bad inconsistent state/iu,
        /dpkg wurde unterbrochen|dpkg a été interrompu|O dpkg foi interrompido|dpkg は中断されました/iu,
      ],
    },
    {
      slug: "package-database-damaged",
      title: "Package database damaged",
      nextStep:
        "Rebuild it on the machine (`rpm --rebuilddb`, or restore /var/lib/dpkg/status), then run the task again.",
      patterns: [
        /rpmdb open failed|rpmdb: .*(?:DB_RUNRECOVERY|BDB\d*|damaged)|DB_RUNRECOVERY|cannot open Packages (?:index|database)|db5 error|error\(-?30973\)|rpmdb (?:is )?(?:corrupt|damaged)|database disk image is malformed|Thread died in Berkeley DB|Rpmdb checksum is invalid/iu,
        /the package lists or status file could not be (?:parsed|opened)|files list file for package .* is missing|dpkg: (?:unrecoverable fatal )?error.*(?:parsing file|status)|Problem with MergeList|parsing file '\/var\/lib\/dpkg/iu,
      ],
    },
    {
      slug: "package-multilib",
      title: "Duplicate or mixed package versions installed",
      nextStep:
        "Remove the duplicates on the machine (package-cleanup --cleandupes, dnf remove --duplicates), then run the task again.",
      patterns: [
        /protected multilib versions|is a duplicate with|multilib version problems|found \d+ pre-existing rpmdb problem/iu,
      ],
    },
    {
      slug: "package-file-conflict",
      title: "Two packages contain the same file",
      nextStep:
        "Remove the package that owns the named file (often a third-party build), then run the task again.",
      broad: true,
      patterns: [
        /file \S+ (?:from install of|conflicts (?:between|with))|trying to overwrite .* which is also in package|conflicts with file from package/iu,
      ],
    },
    {
      slug: "package-excluded",
      title: "Package is excluded or versions are held",
      nextStep:
        "Check exclude lists, version locks and module streams (dnf.conf, versionlock, apt-mark showhold) on the machine.",
      patterns: [
        /package .* is filtered out by (?:exclude|modular) filtering|filtered out by exclude|All matches were filtered out|held packages were changed|excluded by versionlock|Held packages/iu,
      ],
    },
    {
      slug: "package-dependencies",
      title: "Package dependencies cannot be met",
      nextStep:
        "Resolve the conflict manually on one machine (apt --fix-broken install, dnf --best --allowerasing), then run the task again on the rest.",
      patterns: [
        /unmet dependencies|held broken packages|fix-broken install|depends: .+ but |dependency problems|following packages would be broken|pkgProblemResolver|blocked dependency|Failed requires check for/iu,
        /nothing provides |conflicting requests|Error: Package: .+|has conflicting|depsolv|requires .*, but none of the providers can be installed|cannot install both|Dependency check (?:failure|issues)|had dependency check|failed dependencies:|problem with installed package|Dependencies Resolution failed/iu,
        /unerfüllte Abhängigkeiten|dépendances non satisfaites|dependências desencontradas|dependencias incumplidas/iu,
        /満たせない依存関係|依存関係を満たせません/u,
      ],
    },
    {
      slug: "package-protected",
      title: "Update would remove protected packages",
      nextStep: "Remove old kernels or the conflicting package manually, then run the task again.",
      patterns: [
        /remove the following protected packages|would result in removing .*protected|Essential packages were removed|Removing the running kernel/iu,
      ],
    },
    {
      slug: "package-prompt",
      title: "Package manager waits for input",
      nextStep:
        "Call it so that it asks nothing: `-y`, DEBIAN_FRONTEND=noninteractive, --force-confold, zypper --non-interactive.",
      stalls: true,
      patterns: [
        /\[Y\/n\]:? ?(?:Abort|$)|Is this ok \[y\/[dN/]+\]: ?(?:Operation aborted|Exiting|$)|end of file on stdin at conffile|conffile prompt|What would you like to do about it|\(Y\/I\/N\/O\/D\/Z\)|license agreement.*(?:\[y|accept)|Exiting on user command|^Operation aborted\.?$/imu,
        // zypper's question about a key is about the signature.
        /^(?!.*unknown key).*Continue\? \[y(?:es)?\/n/imu,
      ],
    },
    {
      slug: "python-broken-for-yum",
      title: "Package manager's Python is broken",
      nextStep:
        "Restore the system's Python (alternatives, /usr/bin/python, python3-dnf) on the machine, then run the task again.",
      patterns: [
        /No module named '?(?:yum|dnf|apt_pkg|apt|rpm|libdnf)'?|Unable to import yum module|There was a problem importing one of the Python modules\s?(?:required to run yum)?|File "?\/usr\/(?:bin\/yum|libexec\/urlgrabber).*SyntaxError|SyntaxError.*\/usr\/bin\/yum|undefined symbol.*(?:librpm|libdnf)/iu,
      ],
    },
    {
      ...sharedCauses.installerBusy,
      stalls: true,
      patterns: [
        /(?:0x|HRESULT:? )(?:80070652|80240016)|another (?:installation|install|program) is (?:already )?(?:in progress|being installed)|Another installation is already in progress|installer is already running|error(?: code)?:? 1618\b/iu,
      ],
    },
    {
      slug: "package-script-failed",
      title: "Package script failed",
      nextStep:
        "Read the package's output above this line on the machine, correct what it names, and run `dpkg --configure -a` or the installation again.",
      broad: true,
      strength: "effect",
      patterns: [
        /installed (?<subject>\S+) package (?:pre|post)-(?:installation|removal) script subprocess|(?:pre|post)-?(?:installation|removal|inst|rm)[^:]* (?:script )?subprocess/iu,
        /%(?:pre|post)\w*\((?<subject>[^)]+)\).*scriptlet failed|scriptlet failed|error in (?:%?(?:PRE|POST)(?:IN|UN)?|pre\w*|post\w*) scriptlet|Non-fatal POSTIN scriptlet|sub-process \/usr\/bin\/dpkg returned|dpkg: error processing (?:package|archive) (?<subject2>\S+)|Errors were encountered while processing/iu,
      ],
    },
    {
      slug: "package-not-found",
      title: "Package not found",
      nextStep: "Check the package's name and that its repository is enabled on this operating system.",
      broad: true,
      strength: "effect",
      patterns: [
        /unable to locate package (?<subject>\S+)|no package (?<subject2>\S+) available|has no installation candidate|couldn't find any package by|no match for argument: (?<subject3>\S+)|No provider of '(?<subject4>[^']+)' found|Package '?(?<subject5>[\w.+-]+)'? not found|missing groups or modules: (?<subject6>\S+)|Problem with the RPM file specified as '(?<subject7>[^']+)'|^No valid arguments specified/imu,
        /unable to find a match|nothing to do.*No package|Version '.*' for '.*' was not found|No packages? (?:matched|named|found matching)|No available formula|not found in package names|was not found with the source/iu,
        /Paket .+ kann nicht gefunden werden|Impossible de trouver le paquet|Impossível encontrar o pacote|パッケージ .+ が見つかりません/iu,
      ],
    },
    {
      slug: "package-dependencies",
      title: "Package dependencies cannot be met",
      nextStep:
        "Resolve the conflict manually on one machine (apt --fix-broken install), then run the task again on the rest.",
      strength: "effect",
      patterns: [/APT cache has broken packages/iu],
    },
    {
      slug: "package-install-failed",
      title: "A package did not install",
      nextStep:
        "Read the package manager's log on the machine (/var/log/dpkg.log, /var/log/dnf.log, /var/log/zypper.log) at that time.",
      broad: true,
      strength: "effect",
      patterns: [
        /Failed to install (?:the following )?packages?|(?:rpm|package) install(?:ation)? failed|Some packages? (?:could not be|failed to) install|Error: Transaction failed|Transaction (?:check|test) error|Installation of \S+ failed|installArchives\(\) failed|Commit subprocess failed|E: Failed to install|Error unpacking rpm package|unpacking of archive failed/iu,
      ],
    },
  ],
};
