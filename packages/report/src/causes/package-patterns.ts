import type { TextRule } from "./rule.ts";

/** What package managers print. apt, dpkg and zypper translate their messages, so paths and codes are looked for first. */
export const packagePatterns: readonly TextRule[] = [
  {
    slug: "package-manager-locked",
    title: "Package manager locked",
    nextStep:
      "Wait for the other package run (often unattended-upgrades or a second patch task) to end, keep the two apart in time, and run the task again.",
    patterns: [
      /\/(?:dpkg\/lock|apt\/lists\/lock|apt\/archives\/lock|rpm\/\.rpm\.lock|run\/(?:yum|dnf|zypp)\.pid)/iu,
      /(?:dpkg|apt|frontend|transaction|yum|dnf|rpm|zypp\w*)\S* ?(?:is |was )?(?:lock\b|locked)/iu,
      /unable to lock the administration directory|is another process using it/iu,
      /another app(?:lication)? is currently holding the (?:yum|dnf) lock|another copy is running/iu,
      /system management is locked by|waiting for process with pid \d+ to finish/iu,
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
      "Run `dpkg --configure -a` (or `yum-complete-transaction`) on the machine, then the task again.",
    patterns: [
      /dpkg was interrupted|run '(?:sudo )?dpkg --configure -a'|dpkg --configure -a/iu,
      /unfinished transactions? remaining/iu,
      /dpkg wurde unterbrochen|dpkg a été interrompu|O dpkg foi interrompido|dpkg は中断されました/iu,
    ],
  },
  {
    slug: "package-database-damaged",
    title: "Package database damaged",
    nextStep:
      "Rebuild it on the machine (`rpm --rebuilddb`, or restore /var/lib/dpkg/status), then run the task again.",
    patterns: [
      /rpmdb open failed|rpmdb: .*(?:DB_RUNRECOVERY|BDB|damaged)|cannot open Packages (?:index|database)/iu,
      /the package lists or status file could not be (?:parsed|opened)|files list file for package .* is missing/iu,
    ],
  },
  {
    slug: "package-signature",
    title: "Package signature cannot be verified",
    nextStep: "Import or renew the repository's signing key on the machine, then run the task again.",
    patterns: [
      /NO_PUBKEY|EXPKEYSIG|KEYEXPIRED|BADSIG/u,
      /GPG (?:check|key|error|signature)|gpg: .*(?:BAD signature|no valid OpenPGP)/iu,
      /public key for \S+ is not (?:installed|trusted)|signatures? (?:couldn['’]t|could not) be verified/iu,
      /repository .* is not signed|package .* is not signed/iu,
      /Signaturen konnten nicht überprüft werden|signatures suivantes n['’]ont pas pu être vérifiées/iu,
      /assinaturas a seguir não puderam ser verificadas|las siguientes firmas no se pudieron verificar/iu,
      /公開鍵を利用できない|署名.*検証できません/u,
    ],
  },
  {
    slug: "package-dependencies",
    title: "Package dependencies cannot be met",
    nextStep:
      "Resolve the conflict by hand on one machine (apt --fix-broken install, dnf --best --allowerasing), then run the task again on the rest.",
    patterns: [
      /unmet dependencies|held broken packages|fix-broken install|depends: .+ but /iu,
      /nothing provides |conflicting requests|Error: Package: .+|has conflicting|depsolv/iu,
      /unerfüllte Abhängigkeiten|dépendances non satisfaites|dependências desencontradas|dependencias incumplidas/iu,
      /満たせない依存関係|依存関係を満たせません/u,
    ],
  },
];

/** What they say when something else is wrong too: a repository is unreadable because its name does not resolve. */
export const packageTroubles: readonly TextRule[] = [
  {
    slug: "repository-unreadable",
    title: "Package repository cannot be read",
    nextStep:
      "Check that the machine reaches the repository (proxy, VPC endpoint, subscription) and that the repository is in order, then run the task again.",
    patterns: [
      /failed to download metadata|cannot (?:find a valid baseurl|retrieve repository metadata|download repomd)/iu,
      /failed to synchronize cache|repomd\.xml|no more mirrors|all mirrors were (?:already )?tried|cannot prepare internal mirrorlist/iu,
      /^(?:E|W|Err:\d+)[: ].*(?:failed to fetch|does not have a release file|hash sum mismatch)/imu,
      /failed to fetch (?:http|ftp|mirror)|some index files failed to download|release file for .* (?:is expired|is not valid yet)/iu,
      /Fehlschlag beim Holen von|Impossible de récupérer (?:http|certains)|Falha ao buscar|Fallo al obtener|の取得に失敗しました/iu,
      /not registered (?:with an entitlement|to Red Hat)|subscription-manager register/iu,
    ],
  },
  {
    slug: "package-script-failed",
    title: "A package's own script failed",
    nextStep:
      "Read the package's output above this line on the machine, mend it, and run `dpkg --configure -a` or the installation again.",
    broad: true,
    patterns: [
      /(?:pre|post)-?(?:installation|removal|inst|rm)[^:]* (?:script )?subprocess|sub-process \/usr\/bin\/dpkg returned/iu,
      /%(?:pre|post)(?:un)?\(.+\) scriptlet failed|scriptlet failed/iu,
    ],
  },
  {
    slug: "package-not-found",
    title: "Package not found",
    nextStep: "Check the package's name and that its repository is enabled on this operating system.",
    broad: true,
    patterns: [
      /unable to locate package|no package .+ available|unable to find a match|no match for argument/iu,
      /Paket .+ kann nicht gefunden werden|Impossible de trouver le paquet|Impossível encontrar o pacote|パッケージ .+ が見つかりません/iu,
    ],
  },
];
