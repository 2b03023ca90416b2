import type { FamilyCases } from "./cases.ts";

export const packageCases: FamilyCases = {
  "package-manager-locked": {
    is: [
      "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)",
      "System management is locked by the application with pid 2412 (zypper).",
      "another process has acquired yum lock, waiting 2 s and retry.",
      "Error: timed out while waiting for the yum lock",
    ],
    isNot: [
      "another process has acquired yum lock, waiting 2 s and retry.\nyum lock acquired\nrefresh done\nERROR: widget broke",
      "npm: package-lock.json is locked to version 2\nscript failed",
    ],
  },
  "dpkg-interrupted": {
    is: ["E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem."],
    isNot: ["dpkg --configure -a finished\nscript failed"],
  },
  "package-database-damaged": {
    is: [
      "error: rpmdb: BDB0113 Thread/process 2412/140 failed: BDB1507 Thread died in Berkeley DB library\nError: rpmdb open failed",
    ],
    isNot: ["database opened\nscript failed"],
  },
  "package-multilib": {
    is: ["Error: Protected multilib versions: libgcc-4.8.5-44.el7.x86_64 != libgcc-4.8.5-39.el7.i686"],
    isNot: ["multilib is disabled\nscript failed"],
  },
  "package-file-conflict": {
    is: [
      "Transaction check error:\nfile /usr/bin/x from install of a-1 conflicts with file from package b-2",
    ],
    isNot: ["no file conflicts\nscript failed"],
  },
  "package-excluded": {
    is: ["package kernel-5.10 is filtered out by exclude filtering"],
    isNot: ["exclude list is empty\nscript failed"],
  },
  "package-dependencies": {
    is: [
      "The following packages have unmet dependencies:\n libc6-dev : Depends: libc6 (= 2.35) but 2.36 is to be installed",
      {
        document: "AWS-RunPatchBaseline",
        code: 1,
        text: "11/20/2026 03:04:05 root [ERROR]: Commit subprocess had dependency check issues. Exit Code: 4",
      },
      { document: "AWS-RunPatchBaseline", code: 2, text: "" },
    ],
    isNot: ["all dependencies are met\nscript failed"],
  },
  "package-protected": {
    is: ["Error: The operation would result in removing the following protected packages: systemd"],
    isNot: ["protected branch main\nscript failed"],
  },
  "package-prompt": {
    is: ["Do you want to continue? [Y/n] Abort."],
    isNot: ["continue with the next step\nscript failed"],
  },
  "python-broken-for-yum": {
    is: [
      "There was a problem importing one of the Python modules required to run yum.",
      "ModuleNotFoundError: No module named 'dnf'",
    ],
    isNot: ["ModuleNotFoundError: No module named 'boto3'"],
  },
  "installer-busy": {
    is: ["Another installation is already in progress. Complete that installation before proceeding."],
    isNot: ["installation in progress: 40%\nscript failed"],
  },
  "package-script-failed": {
    is: [
      "dpkg: error processing package mysql-server-8.0 (--configure):\n installed mysql-server-8.0 package post-installation script subprocess returned error exit status 1",
    ],
    isNot: ["post-installation done\nscript failed"],
  },
  "package-not-found": {
    is: ["E: Unable to locate package foo-agent", "Error: Unable to find a match: foo-agent"],
    isNot: ["curl: (6) Could not resolve host: x\nE: Unable to locate package foo-agent"],
  },
  "package-install-failed": {
    is: ["11/20/2026 03:04:05 root [ERROR]: Failed to install package: kernel"],
    isNot: ["Failed to install package: kernel\nNo space left on device"],
  },
};

export const repositoryCases: FamilyCases = {
  "repository-not-subscribed": {
    is: [
      'This system is not registered with an entitlement server. You can use subscription-manager to register.\nError: There are no enabled repositories in "/etc/yum.repos.d".',
    ],
    isNot: ["This system is registered\nscript failed"],
  },
  "repository-metadata-expired": {
    is: [
      "E: Release file for http://deb.example/dists/x/InRelease is expired (invalid since 3d 2h). Updates for this repository will not be applied.",
    ],
    isNot: ["metadata expires in 6 hours\nscript failed"],
  },
  "repository-release-ended": {
    is: ["E: The repository 'http://archive.ubuntu.com/ubuntu lunar Release' no longer has a Release file."],
    isNot: ["Release file downloaded\nscript failed"],
  },
  "repository-not-found": {
    is: [
      "Errors during downloading metadata for repository 'x':\n  - Status code: 404 for https://mirror.example/repodata/repomd.xml (IP: 10.0.0.1)",
      "E: Failed to fetch http://archive.ubuntu.com/pool/a.deb 404 Not Found [IP: 10.0.0.1 80]",
    ],
    isNot: ["Package number 404 of repo installed\nscript failed"],
  },
  "repository-forbidden": {
    is: ["Status code: 403 for https://cdn.redhat.com/content/repodata/repomd.xml (IP: 10.0.0.1)"],
    isNot: ["[INFO] repo has 1403 packages\nscript failed"],
  },
  "repository-server-error": {
    is: ["Status code: 503 for https://mirror.example/repodata/repomd.xml (IP: 10.0.0.1)"],
    isNot: ["repo has 503 packages\nscript failed"],
  },
  "repository-mismatch": {
    is: ["E: Failed to fetch http://deb.example/Packages.gz Hash Sum mismatch"],
    isNot: ["hash sum verified for repo\nscript failed"],
  },
  "repository-none": {
    is: ["Error: There are no enabled repos."],
    isNot: ["3 repos enabled\nscript failed"],
  },
  "repository-config-invalid": {
    is: [
      "E: Malformed entry 3 in list file /etc/apt/sources.list (Component)\nE: The list of sources could not be read.",
    ],
    isNot: ["repo file read\nscript failed"],
  },
  "package-signature": {
    is: [
      "W: GPG error: http://deb.example.org stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 648ACFD622F3D138",
      "Error: GPG check FAILED",
    ],
    isNot: ["gpg key imported\nscript failed"],
  },
  "repository-address": {
    is: ["Cannot find a valid baseurl for repo: amzn2-core/2/x86_64"],
    isNot: [
      "Cannot find a valid baseurl for repo: amzn2-core/2/x86_64\nCould not resolve host: amazonlinux.example",
    ],
  },
  "repository-unreadable": {
    is: ["Error: Failed to download metadata for repo 'appstream'"],
    isNot: [
      "Curl error (6): Couldn't resolve host name for https://x/repomd.xml\nError: Failed to download metadata for repo 'appstream'",
      "Status code: 403 for https://x/repomd.xml\nError: Failed to download metadata for repo 'appstream'",
    ],
  },
};
