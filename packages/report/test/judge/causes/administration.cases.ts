import type { FamilyCases } from "./cases.ts";

export const administrationCases: FamilyCases = {
  "volume-space": {
    is: ["Insufficient free space: 2560 extents needed, but only 12 available"],
    isNot: ["2560 extents free\nscript failed"],
  },
  "volume-missing": {
    is: ['Volume group "data" not found\nCannot process volume group data'],
    isNot: ['Volume group "data" has 2 volumes\nscript failed'],
  },
  "boot-loader": {
    is: ["grub2-install: error: embedding is not possible"],
    isNot: [
      "dracut: done\nscript failed",
      "No space left on device\nupdate-initramfs: failed for /boot/initrd.img",
    ],
  },
  "snap-busy": {
    is: ['error: snap "amazon-ssm-agent" has "refresh-snap" change in progress'],
    isNot: ["snap refreshed\nscript failed"],
  },
  "firewall-lock": {
    is: ["Another app is currently holding the xtables lock. Perhaps you want to use the -w option?"],
    isNot: ["iptables: 12 rules\nscript failed"],
  },
  "certificate-issue": {
    is: ["Failed to renew certificate app.example with error: Some challenges have failed."],
    isNot: ["certificate renewed\nscript failed"],
  },
  "certificate-plugin": {
    is: ["The requested nginx plugin does not appear to be installed"],
    isNot: ["The nginx plugin is installed\nscript failed"],
  },
  "another-instance": {
    is: [
      "Another instance of Certbot is already running.\nAsk for help or search for solutions at https://x.",
    ],
    isNot: ["web is already running: nothing to do\nscript failed"],
  },
  "key-mismatch": {
    is: ["SSL_CTX_use_PrivateKey failed: key values mismatch"],
    isNot: ["key loaded\nscript failed"],
  },
  "share-unreachable": {
    is: ["System error 53 has occurred.\nThe network path was not found."],
    isNot: ["share mounted\nscript failed"],
  },
  "winrm-failed": {
    is: [
      "Connecting to remote server app1 failed with the following error message : the client cannot connect",
    ],
    isNot: ["connected to remote server app1\nscript failed"],
  },
  "scheduled-task": {
    is: ["Register-ScheduledTask : The value is odd: (8,4):UserId:"],
    isNot: ["scheduled task ran\nscript failed"],
  },
  "snapshot-writers": {
    is: ["VSS_E_WRITERERROR_TIMEOUT from writer SqlServerWriter"],
    isNot: ["vss snapshot made\nscript broke"],
  },
  "windows-sharing-web": {
    is: ["Cannot find path 'IIS:\\AppPools\\app' because it does not exist."],
    isNot: ["Cannot find path 'C:\\app' because it does not exist."],
  },
  "argument-list-too-long": {
    is: ["/bin/rm: Argument list too long"],
    isNot: ["list has 900 arguments\nscript failed"],
  },
  "already-exists": {
    is: ["mkdir: cannot create directory '/opt/app': File exists", "useradd: user 'app' already exists"],
    isNot: ["file exists: yes\nscript failed"],
  },
  "account-password": {
    is: ["passwd: Authentication token manipulation error\npasswd: password unchanged"],
    isNot: ["passwd: password updated successfully\nscript failed"],
  },
  "process-missing": {
    is: ["_script.sh: line 3: kill: (4711) - No such process"],
    isNot: ["process 4711 stopped\nscript failed"],
  },
  "cloudwatch-agent-config": {
    is: ["Fail to fetch the config! No such parameter here"],
    isNot: ["config fetched\nscript failed"],
  },
  "macos-update": {
    is: ["softwareupdate: failed to start the update"],
    isNot: ["softwareupdate: no updates\nscript broke"],
  },
  "backup-failed": {
    is: ["ERROR: backup failed for volume data"],
    isNot: ["backup done\nscript failed", "backup failed\nNo space left on device"],
  },
};
