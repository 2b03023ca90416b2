import type { FamilyCases } from "./cases.ts";

export const systemCases: FamilyCases = {
  "inodes-exhausted": {
    is: ["mkdir: /var/spool/x: out of inodes on device"],
    isNot: ["Inodes: 4% used on /", "mkdir: /var/spool/x: No space left on device"],
  },
  "inotify-limit": {
    is: ["fsnotify: cannot start: user limit on inotify instances reached, raise max_user_instances"],
    isNot: ["inotify-tools is already the newest version\nE: Unable to locate package foo"],
  },
  "disk-full": {
    is: [
      "[INFO] synced 1403 objects from s3://repo\n[ERROR] No space left on device",
      "Uploading output of 3f0c9a1e-77aa-4a0b-9a11-1c2d3e4f5403 to s3://logs\nwrite: No space left on device",
      "E: You don't have enough free space in /var/cache/apt/archives/.",
      "Error: At least 644MB more space needed on the / filesystem.",
    ],
    isNot: [
      "There is enough space on the device\nsome_tool: bad input",
      "Disk space check passed: 12 GB free\nfoo failed",
    ],
  },
  "disk-quota": {
    is: ["cp: error writing '/home/app/x': Disk quota exceeded"],
    isNot: ["quota: none set for app\ncp: cannot stat 'x': No such file or directory"],
  },
  "out-of-memory": {
    is: [
      "[ 8123.1] Out of memory: Killed process 3132 (java)",
      "java.lang.OutOfMemoryError: Java heap space",
      "/tmp/_script.sh: line 4: 2412 Killed dnf -y update",
      { document: "AWS-RunPatchBaseline", code: 137, text: "kernel: dnf invoked oom-killer: gfp_mask=0x100" },
    ],
    isNot: ["Memory check passed\nfoo: error 3", "OutOfMemoryErrorHandler registered\nTask boom failed"],
  },
  "process-limit": {
    is: ["-bash: fork: retry: Resource temporarily unavailable"],
    isNot: ["fork of the repository is up to date\ngit: bad thing failed"],
  },
  "kernel-parameter": {
    is: ["[1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]"],
    isNot: ["vm.max_map_count = 262144\nscript failed"],
  },
  "too-many-open-files": {
    is: ["accept4: too many open files"],
    isNot: ["open files limit is 65536\nserver failed"],
  },
  "read-only-file-system": {
    is: ["touch: cannot touch '/etc/x': Read-only file system"],
    isNot: [
      "ERROR 1290 (HY000): The MySQL server is running with the --read-only option so it cannot execute this",
    ],
  },
  "disk-error": {
    is: ["cat: /data/file: Input/output error"],
    isNot: ["I/O scheduler set to none\nfio: job failed"],
  },
  "mount-failed": {
    is: ["mount: /mnt/data: wrong fs type, bad option, bad superblock on /dev/nvme1n1, missing codepage"],
    isNot: ["/dev/nvme1n1 mounted on /mnt/data\ntask failed"],
  },
  noexec: {
    is: [
      {
        document: "AWS-RunShellScript",
        code: 126,
        text: "sh: /var/lib/amazon/ssm/i-0/document/orchestration/1/awsrunShellScript/0.awsrunShellScript/_script.sh: Permission denied",
      },
    ],
    isNot: ["bash: /opt/run.sh: Permission denied"],
  },
  "bad-interpreter": {
    is: [
      "/bin/bash^M: bad interpreter: No such file or directory",
      "/usr/bin/env: 'python': No such file or directory",
    ],
    isNot: ["python interpreter: /usr/bin/python3\nfoo failed"],
  },
  "wrong-architecture": {
    is: ["/opt/agent/bin/agent: cannot execute binary file: Exec format error"],
    isNot: ["Architecture: x86_64\nagent: failed to start worker"],
  },
  "library-missing": {
    is: [
      "agent: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory",
      "node: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by node)",
    ],
    isNot: ["libssl.so.1.1 found\nagent: broken widget failed"],
  },
  "address-in-use": {
    is: ["listen tcp 0.0.0.0:8080: bind: address already in use"],
    isNot: ["address 10.0.0.4 assigned\nserver failed"],
  },
  "sudo-not-possible": {
    is: ["sudo: a terminal is required to read the password; either use the -S option"],
    isNot: ["sudo: foo: command not found"],
  },
  "account-unknown": {
    is: ["chown: invalid user: 'deploy:deploy'", "su: user tomcat does not exist"],
    isNot: ["user deploy created\nscript failed"],
  },
  "file-busy": {
    is: ["cp: cannot create regular file '/usr/bin/agent': Text file busy"],
    isNot: ["System busy, load 12\nscript failed"],
  },
};

export const fileCases: FamilyCases = {
  "permission-denied": {
    is: ["bash: /opt/run.sh: Permission denied", "Access to the path 'C:\\ops\\x' is denied."],
    isNot: ["git@example.org: Permission denied (publickey).", "permission check ok\nscript failed"],
  },
  "file-missing": {
    is: [
      "cat: /etc/app.conf: No such file or directory",
      "Get-Content : Cannot find path 'C:\\ops\\a.txt' because it does not exist.",
    ],
    isNot: ["/bin/bash^M: bad interpreter: No such file or directory"],
  },
  "archive-damaged": {
    is: ["gzip: stdin: not in gzip format\ntar: Child returned status 1"],
    isNot: ["archive ok, 12 files\nscript failed"],
  },
  "checksum-mismatch": {
    is: ["agent.rpm: FAILED\nsha256sum: WARNING: 1 computed checksum did NOT match"],
    isNot: ["agent.rpm: OK\nscript failed"],
  },
};
