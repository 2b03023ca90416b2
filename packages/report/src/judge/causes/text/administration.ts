import type { RuleFamily } from "../rules/rule.ts";

/** Tools of administrators: volumes, boot loaders, snaps, firewalls, certificates, shares, scheduled tasks, backups. */
export const administrationRules: RuleFamily = {
  name: "administration",
  rules: [
    {
      slug: "volume-space",
      title: "Volume group or partition has no room",
      nextStep: "Enlarge the disk or add one to the volume group, then run the task again.",
      patterns: [
        /insufficient free (?:space|extents)|NOCHANGE: partition \d+ is size|new size .* matches existing size|no free sectors available|extents? needed, but only/iu,
      ],
    },
    {
      slug: "volume-missing",
      title: "Disk, volume group or device missing",
      nextStep:
        "Check that the volume is attached and its name on the machine (lsblk; NVMe names differ), then run the task again.",
      broad: true,
      strength: "common",
      patterns: [
        /Volume group "(?<subject>[^"]+)" not found|Couldn't find device with uuid|(?<device>\/dev\/[\w/-]+)[:'"]? (?:does not exist|not found|is not a (?:valid )?block device)|Failed to find (?:logical volume|physical volume)|No such device\b|ENODEV|grub-probe: error|cannot find a device for|unable to find a (?:suitable|bootable) /iu,
      ],
    },
    {
      slug: "boot-loader",
      title: "Boot loader or initramfs not written",
      nextStep:
        "Check space and mounts of /boot, repair it on the machine (update-grub, dracut -f, update-initramfs -u) before the next reboot.",
      strength: "effect",
      patterns: [
        /update-initramfs: failed|mkinitramfs failure|dracut: (?:FAILED|installkernel failed|Cannot)|grub2?-install: error|grub2?-mkconfig: .*error|grubby: .*(?:error|fatal)|kernel-install.*failed/iu,
      ],
    },
    {
      slug: "snap-busy",
      title: "Snap is busy or cannot be changed",
      nextStep:
        "Wait for the snap refresh to end (snap changes) or pause refreshes during the window, then run the task again.",
      stalls: true,
      patterns: [
        /snap "\S+" has "\S+" change in progress|has running apps|error: (?:cannot (?:perform the following tasks|refresh|install)|too early for operation, device not yet seeded)|snapd.*(?:not running|cannot communicate)/iu,
      ],
    },
    {
      slug: "firewall-lock",
      title: "Firewall rules could not be changed",
      nextStep:
        "Call iptables with -w so that it waits for its lock, and check that the named table, chain or zone exists.",
      strength: "common",
      patterns: [
        /holding the xtables lock|xtables lock|iptables(?:-restore)?: (?:No chain|Bad rule|line \d+ failed)|iptables v\S+.*(?:can't initialize|unknown option)|FirewallD is not running|INVALID_(?:ZONE|SERVICE|PORT)|nft: .*Error/iu,
      ],
    },
    {
      slug: "certificate-issue",
      title: "Certificate could not be issued or renewed",
      nextStep:
        "Check that the name points to this machine and port 80 or the DNS record is reachable from outside; mind the issuer's rate limits.",
      strength: "common",
      patterns: [
        /Some challenges have failed|DNS problem: \w+ looking up|Failed to renew certificate|urn:ietf:params:acme:error:(?<subject>\w+)|acme.*(?:unauthorized|rateLimited|DNS problem)|too many certificates(?: \(\d+\))? already issued|Challenge failed for domain/iu,
      ],
    },
    {
      slug: "certificate-plugin",
      title: "certbot's plugin is missing or broken",
      nextStep:
        "Install the plugin's package for this certbot (python3-certbot-nginx, or `snap` for the snap), or choose another authenticator.",
      patterns: [
        /requested \S+ plugin does not appear to be installed|Could not choose appropriate plugin|The \S+ plugin is not working/u,
      ],
    },
    {
      slug: "another-instance",
      title: "Program is already running",
      nextStep:
        "Wait for the other run or schedule its timer outside the window; remove a stale lock only if no such process runs.",
      strength: "common",
      stalls: true,
      patterns: [
        /another instance of (?:\S+ ){1,3}is (?:already )?running|another (?:instance|copy) (?:is )?(?:already )?running/iu,
      ],
    },
    {
      slug: "key-mismatch",
      title: "Certificate, key or keystore does not match",
      nextStep: "Check that key and certificate belong together, and the password of the key or keystore.",
      patterns: [
        /key values mismatch|private key does not match|X509_check_private_key|keystore (?:was tampered with|password was incorrect)|Keystore.*password|unable to load (?:certificate|private key|key)|bad decrypt|PEM routines.*no start line|Cannot find (?:the )?certificate|mac verify (?:error|failure)|bad passphrase|gpg: decryption failed/iu,
      ],
    },
    {
      slug: "share-unreachable",
      title: "Network share not available",
      nextStep: "Check the share's path, the account's rights on it and port 445 between the two.",
      patterns: [
        /System error (?:53|55|64|67|86|1219|1326|1231|1312)\b|network (?:path was not found|name cannot be found|name is no longer available)|specified network (?:password|resource)|Multiple connections to a server or shared resource|mount error\(\d+\)|NT_STATUS_\w+|0x80070035|0x8007003b|0x800704cf|STATUS_LOGON_FAILURE/iu,
      ],
    },
    {
      slug: "winrm-failed",
      title: "Remote PowerShell (WinRM) refused",
      nextStep:
        "Enable WinRM on the other machine, open ports 5985 and 5986, and check the account's rights and TrustedHosts.",
      patterns: [
        /WinRM (?:cannot|client)|Connecting to remote server \S+ failed|WSManFault|PSSessionStateBroken|The client cannot connect to the destination specified/iu,
      ],
    },
    {
      slug: "scheduled-task",
      title: "Scheduled task cannot be created or run",
      nextStep: "Check the task's name, its account and the account's right to log on as a batch job.",
      strength: "common",
      patterns: [
        /schtasks.*ERROR|Register-ScheduledTask ?: |(?:Get|Start|Set)-ScheduledTask ?: |No MSFT_ScheduledTask objects|0x80041318|No mapping between account names and security IDs/iu,
      ],
    },
    {
      slug: "snapshot-writers",
      title: "Volume shadow copy (VSS) failed",
      nextStep:
        "Check `vssadmin list writers` and the event log (VSS), restart the writer named, free space on the volume.",
      patterns: [
        /VSS_E_\w+|Vss(?:Snapshot)?.*(?:fail|error|timed? ?out)|shadow cop(?:y|ies).*(?:fail|could not|error)|0x8004231[0-9a-f]|0x80042306|writer(?:s)? .*(?:failed|timed out|unstable)/iu,
      ],
    },
    {
      slug: "windows-sharing-web",
      title: "IIS object missing or locked",
      nextStep: "Check the site's or pool's name (Get-IISSite, appcmd list) and that no other change runs.",
      strength: "common",
      patterns: [
        /Cannot find path 'IIS:|ERROR \( message:|WebAdministration.*(?:fail|not)|Filename: redirection\.config|application pool .*(?:not exist|not found|cannot)/iu,
      ],
    },
    {
      slug: "argument-list-too-long",
      title: "Command line too long",
      nextStep: "Use find with -exec or xargs instead of a wildcard over too many files.",
      patterns: [
        /argument list too long|\bE2BIG\b|command line is too long|file name too long|ENAMETOOLONG|path.*(?:exceeds|longer than).*(?:260|characters)/iu,
      ],
    },
    {
      slug: "already-exists",
      title: "What the script creates already exists",
      nextStep:
        "Let the script check first (mkdir -p, ln -sfn, useradd only if missing), or remove what an earlier run left.",
      broad: true,
      strength: "common",
      patterns: [
        /: File exists$|\bEEXIST\b|user '?(?<subject>[\w.-]+)'? already exists|group '?(?<group>[\w.-]+)'? already exists|(?:An item with the specified name|A parameter with the name|The (?:specified )?(?:account|service|group)) .*already exists|AlreadyExists(?:Exception|Fault)?|Duplicate(?:Name|Item)?Exception|InvalidGroup\.Duplicate|cannot create directory .*: File exists/imu,
      ],
    },
    {
      slug: "account-password",
      title: "Account's password could not be changed",
      nextStep:
        "Check that the account exists, /etc/shadow can be written (lsattr, read-only root) and the password meets PAM's rules.",
      strength: "common",
      patterns: [/Authentication token manipulation error|passwd: password unchanged/u],
    },
    {
      slug: "process-missing",
      title: "Process to be stopped does not run",
      nextStep:
        "Let the script check first whether the process runs; a stale PID file names one that has ended.",
      strength: "common",
      patterns: [
        /kill: .*No such process|\bESRCH\b|no process found|Cannot find a process with the (?:name|process identifier)|ERROR: The process "[^"]+" not found|stale pid file/iu,
      ],
    },
    {
      slug: "cloudwatch-agent-config",
      title: "CloudWatch agent's configuration invalid",
      nextStep:
        "Check the configuration's parameter name and JSON, and that the role may read the parameter.",
      patterns: [
        /Fail to fetch the config|Configuration validation (?:first|second) phase failed|amazon-cloudwatch-agent-ctl.*(?:fail|error|invalid)|invalid json config|Under path : .*(?:Error|invalid)/iu,
      ],
    },
    {
      slug: "macos-update",
      title: "macOS update could not be installed",
      nextStep:
        "Give the account a secure token or bootstrap token, and check free space and the version's support for the machine.",
      strength: "common",
      patterns: [
        /softwareupdate.*(?:fail|error|can't)|SUMacController\w*|The update cannot be installed on this computer|startosinstall.*(?:error|fail)|Error Domain=SU\w+|unknown or unsupported macOS version|Homebrew.*root is (?:extremely )?dangerous|Running Homebrew as root/iu,
      ],
    },
    {
      slug: "backup-failed",
      title: "Backup or restore failed",
      nextStep: "Read the line shown: the tool names the repository, file or lock that stopped it.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:BACKUP|RESTORE) DATABASE is terminating abnormally|repository is already locked|Cannot open backup device|(?:backup|restore|dump) (?:job )?(?:failed|aborted|is incomplete)|pg_dump: error|mysqldump: (?:Error|Got error|Couldn't)|tar: Exiting with failure status|Fatal: unable to (?:open|create)/iu,
      ],
    },
  ],
};
