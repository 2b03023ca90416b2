import { sharedCauses, type RuleFamily } from "../rules/rule.ts";

/** Messages of operating systems about disk, memory and files, in several languages. */
export const systemRules: RuleFamily = {
  name: "system",
  rules: [
    {
      slug: "inodes-exhausted",
      title: "File system has no free inodes",
      nextStep:
        "Delete directories with many small files (df -i shows the file system), then run the task again.",
      stalls: true,
      patterns: [
        /no free inodes|inodes? (?:are )?(?:exhausted|used up)|IUse% 100%|out of inodes|needs? \d+ inodes/iu,
      ],
    },
    {
      slug: "inotify-limit",
      title: "Limit of file watches reached",
      nextStep:
        "Raise fs.inotify.max_user_watches and max_user_instances on the machine, then run the task again.",
      patterns: [
        /inotify (?:watch(?:es)?|instances?|limit)|max_user_(?:watches|instances)|system limit for number of file watchers|inotify_(?:init|add_watch).*(?:too many|no space)/iu,
      ],
    },
    {
      slug: "disk-full",
      title: "Disk full",
      nextStep:
        "Free space on the named file system (old kernels, package caches, logs) or enlarge the volume, then run the task again.",
      stalls: true,
      patterns: [
        /no space left on device|ENOSPC|not enough (?:free |disk )?space|(?:don['’]t|do not) have enough (?:free|disk) space|needs \d+ ?[kmg]i?b (?:more space )?on the .* filesystem/iu,
        /at least \d+ ?[kmg]i?b more space needed|insufficient (?:free |disk )?space(?!: \d+ extents)|(?:0x|HRESULT:? )80070070|disk is full|There is not enough space on the disk|\berrno:? 28\b|No usable temporary directory/iu,
        /kein Speicherplatz mehr verfügbar|nicht genügend (?:freier )?(?:Speicherplatz|Platz)|nicht genug Speicherplatz/iu,
        /aucun espace disponible|espace (?:disque )?insuffisant|plus (?:assez )?d['’]espace/iu,
        /não há espaço (?:disponível|suficiente)|espaço insuficiente|no queda espacio|espacio insuficiente/iu,
        /空き領域が(?:ありません|不足|足り)|ディスク容量が不足/u,
      ],
    },
    {
      slug: "disk-quota",
      title: "Disk quota reached",
      nextStep:
        "Free space in the named directory or raise the quota of the account, then run the task again.",
      patterns: [/disk quota exceeded|EDQUOT|quota exceeded on (?:file ?system|volume)/iu],
    },
    {
      ...sharedCauses.outOfMemory,
      stalls: true,
      patterns: [
        /\bout of memory\b|(?<![\w.-])oom[-_ ]?kill(?![\w-]*\.\w)|cannot allocate memory|Killed process \d+|\bMemoryError\b|java\.lang\.OutOfMemoryError|\bOutOfMemoryException\b|std::bad_alloc|\bENOMEM\b|(?:0x|HRESULT:? )8007000e|JavaScript heap out of memory|Could not reserve enough space for/iu,
        /insufficient (?:system )?(?:memory|resources exist)|not enough memory|paging file is too small|virtual memory exhausted|std::bad_alloc|Cannot fork: (?:out|cannot)|OOMKilled|result 'oom-kill'/iu,
        /^(?:.*line \d+: +\d+ |\d+ )?Killed(?: +(?:\S+ ){0,3}(?:yum|dnf|apt-get|apt|zypper|pip3?|npm|node|java|python3?|make|cc1plus|g\+\+|mysqld?|mysqldump|pg_dump)\b.*)$/mu,
        /nicht genügend (?:Haupt|Arbeits)?speicher\b|Kann keinen Speicher reservieren|impossible d['’]allouer de la mémoire|mémoire insuffisante/iu,
        /não foi possível alocar memória|memória insuficiente|no se pudo asignar memoria|メモリ(?:ー)?を(?:確保|割り当て)/iu,
      ],
    },
    {
      slug: "process-limit",
      title: "No more processes can be started",
      nextStep:
        "Raise the limit of processes (ulimit -u, TasksMax, pid_max) or end what started too many, then run the task again.",
      patterns: [
        /fork: (?:retry: )?resource temporarily unavailable|can(?:not|'t) (?:fork|start new thread)|unable to create (?:new )?native thread|pthread_create failed|fork failed.*resource temporarily/iu,
      ],
    },
    {
      slug: "kernel-parameter",
      title: "A kernel parameter is too low",
      nextStep:
        "Set the parameter that the line names (sysctl -w, and a file in /etc/sysctl.d), then run the task again.",
      patterns: [
        /max virtual memory areas|vm\.max_map_count \[?\d+\]? .*too low|(?<![\w.])(?:kernel|net|vm|fs)\.[\w.]+ .*(?:is too low|increase to at least|must be at least)/iu,
      ],
    },
    {
      slug: "too-many-open-files",
      title: "Too many open files",
      nextStep:
        "Raise the limit (ulimit -n, LimitNOFILE, fs.file-max) or find what does not close its files, then run the task again.",
      patterns: [/too many open files|\bEMFILE\b|\bENFILE\b/iu],
    },
    {
      slug: "read-only-file-system",
      title: "File system is read-only",
      nextStep:
        "Check the volume (dmesg, fsck): a file system that becomes read-only usually has errors; remount it, then run the task again.",
      stalls: true,
      patterns: [
        /read-only file ?system|media is write[- ]protected|\bEROFS\b/iu,
        /Dateisystem ist nur lesbar|accessible en lecture seulement|somente (?:para )?leitura|sólo lectura|読み込み専用ファイルシステム/iu,
      ],
    },
    {
      slug: "disk-error",
      title: "Disk or file system damaged",
      nextStep: "Check dmesg and the volume's status, run fsck or chkdsk, replace the volume if it repeats.",
      patterns: [
        /(?<!Bootstrap failed: 5: )input\/output error|\bEIO\b|structure needs cleaning|superblock.*(?:corrupt|invalid)|cannot find a valid superblock|bad superblock(?! on \/dev\S+, missing codepage)|EXT4-fs error|XFS.*(?:corruption|metadata I\/O error)|file or directory is corrupted and unreadable|stale (?:NFS )?file handle|cyclic redundancy check/iu,
      ],
    },
    {
      slug: "mount-failed",
      title: "File system cannot be mounted",
      nextStep:
        "Check the named device or server, /etc/fstab and the file system type, then run the task again.",
      strength: "common",
      broad: true,
      patterns: [
        /mount(?:\.\w+)?: .*(?:wrong fs type|does not exist|special device|can't find|unknown filesystem|bad option|failed|already mounted or)|mount\.nfs4?: |Failed to resolve .* - check that your file system ID|target is busy|umount: .*busy/iu,
      ],
    },
    {
      slug: "noexec",
      title: "Agent's directory does not allow execution",
      nextStep:
        "Mount the file system of /var/lib/amazon/ssm (and /tmp, if the script runs there) without noexec.",
      patterns: [
        /(?:_script\.sh|awsrunShellScript\S*|orchestration\/\S*): (?:\/bin\/sh: )?(?:bad interpreter: )?permission denied/iu,
      ],
    },
    {
      slug: "bad-interpreter",
      title: "Script's interpreter is missing or wrong",
      nextStep:
        "Correct the first line of the script, convert Windows line ends (dos2unix), or install the interpreter that it names.",
      patterns: [
        /bad interpreter: no such file|env: .*(?:\\r|python|node|bash|ruby|perl).*: no such file|\$'\\r': command not found|\^M: (?:bad interpreter|no such file|command not found)|syntax error near unexpected token `?\$'?(?:in|do|\{)?\\r/iu,
      ],
    },
    {
      slug: "wrong-architecture",
      title: "Program built for another architecture",
      nextStep:
        "Use the build for this machine's architecture (x86_64 or arm64), or split the target by architecture.",
      patterns: [
        /exec format error|cannot execute binary file|wrong architecture|not a valid Win32 application|incompatible with the version of Windows|(?:does not match|wrong) (?:system|host|package) architecture|package architecture \(\w+\) does not match/iu,
      ],
    },
    {
      slug: "library-missing",
      title: "Shared library missing or too old",
      nextStep: "Install the named library or a build made for this operating system's version.",
      broad: true,
      patterns: [
        /error while loading shared libraries: (?<subject>[\w.+-]+)/iu,
        /version [`'](?<subject>(?:GLIBC|GLIBCXX|CXXABI|OPENSSL)_[\d.]+)'? not found/u,
        /Unable to load DLL '(?<subject>[^']+)'/iu,
        /(?<subject>\w+\.dll) (?:was not found|is missing)/iu,
      ],
    },
    {
      slug: "address-in-use",
      title: "Port or address already in use",
      nextStep: "Find what listens on the port (ss -ltnp, netstat -ano), stop it or choose another port.",
      patterns: [
        /address already in use|EADDRINUSE|only one usage of each socket address|port is already (?:allocated|in use)|Failed to bind (?:to|properly)/iu,
      ],
    },
    {
      slug: "sudo-not-possible",
      title: "sudo needs a password or a terminal",
      nextStep: "Allow the account NOPASSWD in sudoers, or run the step as root without sudo.",
      patterns: [
        /sudo: (?:a password is required|no tty present|a terminal is required|sorry, you must have a tty|\d+ incorrect password)|is not in the sudoers file|not allowed to execute .* as root/iu,
      ],
    },
    {
      slug: "account-unknown",
      title: "User or group does not exist",
      nextStep: "Create the account on the machine, or correct the name (runAsUser, chown, su) in the task.",
      broad: true,
      patterns: [
        /(?:su|sudo|chown|chgrp|id|runuser|useradd|usermod|crontab): .*(?:unknown|invalid|no such) (?:user|group)|(?:su|sudo|runuser): user \S+ does not exist|failed to (?:lookup|find) user|RunAs user .* does not exist/iu,
        /failed to (?:lookup|find) user|RunAs user .* does not exist|identity references could not be translated/iu,
        /user: unknown user (?<subject>\S+)/iu,
        /(?<!\S)(?<subject>\S+\.service): Failed to determine user credentials|Failed at step (?:USER|GROUP) spawning|status=21[67]\/(?:USER|GROUP)/iu,
        /(?:chown|chgrp|install): invalid (?:user|group): [‘'`](?<subject>[^’']+)/iu,
      ],
    },
    {
      slug: "file-busy",
      title: "File is in use by another process",
      nextStep:
        "Stop the program (or exclude the file in the antivirus) that uses the named file, then run the task again.",
      strength: "common",
      patterns: [
        /text file busy|ETXTBSY|device or resource busy|EBUSY|being used by another process|(?:0x|HRESULT:? )80070020|sharing violation/iu,
      ],
    },
  ],
};

/** Messages of all tools about missing files or permissions. Scripts often continue after them. */
export const fileRules: RuleFamily = {
  name: "files",
  isGeneric: true,
  rules: [
    {
      slug: "permission-denied",
      title: "Permission denied on the machine",
      nextStep:
        "Check the owner and mode of the named file, and the account that runs the script (runAsUser, SELinux, antivirus).",
      broad: true,
      strength: "common",
      patterns: [
        // Requires punctuation or a subject after it: "Permission denied pages" is prose.
        /registry access is not allowed|access to the (?:path|registry key) .* is (?:denied|not allowed)/iu,
        /permission denied(?! \(publickey)(?=$|\s*[^\w\s]|\s+(?:for|while|at|when|to|on|by|in|from|if|as|and|or|trying|opening|reading|writing|creating|accessing|executing|error|errno)\b)|operation not permitted|\bEACCES\b|\bEPERM\b|access (?:is denied|to the (?:path|registry key|service) .* is (?:denied|not allowed))|UnauthorizedAccessException|(?:must|need to) be (?:run as )?root|are you root\?|requires? (?:root|administrator|elevated) (?:privileges|rights|permissions)|requires elevation|run as administrator|superuser privileges|must run (?:this )?as root|root privileges/imu,
        /Keine Berechtigung|Zugriff verweigert|Permission non accordée|Accès refusé|Permissão (?:recusada|negada)|Acesso negado|Permiso denegado|許可がありません|アクセスが拒否されました/iu,
      ],
    },
    {
      slug: "file-missing",
      title: "File or directory missing",
      nextStep:
        "Check the named path on the machine: an earlier step did not create it, or the path differs there.",
      broad: true,
      strength: "common",
      patterns: [
        /(?<![\w./~+@:\\-])(?<subject>[\w./~+@:\\-]*[\w/\\])['’"]?: no such file or directory|no such file or directory: ['"]?(?<subject2>[^'"]+)/iu,
        /no such file or directory|\bENOENT\b|FileNotFoundError|FileNotFoundException|PathNotFound|(?:cannot|could not) find (?:the )?(?:path|file|drive|a part of the path)|Cannot find path|the system cannot find the (?:file|path)|does not exist or is not a (?:file|directory)|can't cd to|not a directory\b/iu,
        /Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier|Arquivo ou diretório (?:inexistente|não encontrado)|No existe el (?:archivo|fichero)|そのようなファイルやディレクトリはありません/iu,
      ],
    },
    {
      slug: "archive-damaged",
      title: "Archive or download is damaged",
      nextStep: "Check what was downloaded (an error page, a partial file) and download it again.",
      strength: "common",
      patterns: [
        /not in gzip format|unexpected end of (?:file|archive|data)|unexpected EOF in archive|does not look like a tar archive|End-of-central-directory signature not found|BadZipFile|invalid (?:zip|tar|gzip) (?:file|archive|header)|end of central directory record could not be found|crc error|file is not a zip|zip END header not found|corrupt(?:ed)? (?:archive|download|zip)|not a valid archive/iu,
      ],
    },
    {
      slug: "checksum-mismatch",
      title: "Checksum does not match",
      nextStep:
        "Check for a changed file at the source, a partial download or a proxy that rewrites downloads; update the expected checksum if the file is right.",
      strength: "common",
      patterns: [
        /checksums? (?:did NOT match|mismatch|does(?: not|n't) match|failed|verification failed|error)|(?:computed|WARNING: \d+) .*checksums? did NOT match|(?:sha256|sha1|md5|hash)(?:sum)? (?:check failed|mismatch|does not match)|hash(?:es)? (?:do|does) not match|do not match the hashes/imu,
      ],
    },
  ],
};
