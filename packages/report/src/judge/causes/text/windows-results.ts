import { sharedCauses, type CauseRule, type Strength } from "../rules/rule.ts";

/** Result codes with the same next step, matched with their context and as the negative numbers that some tools print. */
export interface ResultCodes extends CauseRule {
  readonly hresults: string;
  readonly strength?: Strength;
  readonly words?: RegExp;
}

/**
 * Result codes of Windows Update, WSUS and the servicing stack: the same number in every language.
 *
 * @see https://learn.microsoft.com/windows/deployment/update/windows-update-error-reference
 */
export const resultCodes: readonly ResultCodes[] = [
  {
    slug: "windows-update-name-resolution",
    title: "Update server or proxy cannot be resolved",
    nextStep:
      "Check the machine's DNS, the WSUS address (group policy) and the proxy (netsh winhttp show proxy).",
    hresults: "80072ee7 8024402c 80072af9 80072efc",
  },
  {
    slug: "windows-update-unreachable",
    title: "Windows Update server not reached",
    nextStep: "Check route, proxy, WSUS address and firewall on the machine, then run the task again.",
    hresults:
      "80072ee2 80072efd 80072efe 80240437 80240438 80246005 8024401c 80244023 80072f76 80072f78 80240439",
    words: /attempting to search Windows Update.*(?:connect|time)/iu,
  },
  {
    slug: "windows-update-proxy-login",
    title: "Proxy requires authentication",
    nextStep: "Let the machine's account through the proxy, or set a proxy with credentials for WinHTTP.",
    hresults: "8024401b",
  },
  {
    slug: "windows-update-server-denies",
    title: "Update server denies access (401 or 403)",
    nextStep:
      "Check WSUS permissions in IIS and what a proxy or firewall blocks on the way to the update server.",
    hresults: "80244017 80244018",
  },
  {
    slug: "windows-update-server-content",
    title: "Update server does not have the file (404)",
    nextStep:
      "Check that WSUS has downloaded the approved updates (content folder, IIS), then run the task again.",
    hresults: "80244019 80246013",
  },
  {
    slug: "windows-update-server-trouble",
    title: "Update server has errors",
    nextStep:
      "Check the WSUS server (IIS pool memory, database, event log) or wait if it is Microsoft's, then run the task again.",
    hresults:
      "80244016 8024401f 80244021 80244022 80244007 80244010 8024400a 80244008 8024400d 80244015 8024500b",
  },
  {
    slug: "windows-update-policy",
    title: "Update policy is missing or forbids the source",
    nextStep:
      'Check the WSUS settings in group policy and "Do not connect to any Windows Update Internet locations".',
    hresults: "80244011 8024500c 8024002e 8024002f",
  },
  {
    slug: "windows-update-filtered",
    title: "A filter changed or cut an update download",
    nextStep:
      "Exclude Windows Update's addresses from the proxy's or firewall's inspection, then run the task again.",
    hresults: "8024402f 80072f7d",
  },
  {
    slug: "windows-update-clock-tls",
    title: "TLS to the update server failed",
    nextStep: "Set the clock (w32tm /resync) and enable TLS 1.2 on the machine, then run the task again.",
    hresults: "80072f8f",
  },
  {
    slug: "windows-update-untrusted",
    title: "Update server or signature not trusted",
    nextStep: "Update the machine's root certificates and add the WSUS server's CA, then run the task again.",
    hresults: "800b0109 800b010a 80096004 800b0100 80072f05 80072f06 80072f0c 80072f0d 80096010",
  },
  {
    slug: "windows-update-busy",
    title: "Windows Update is busy or waits for a restart",
    nextStep: "Restart the machine, let other update work end, then run the task again.",
    hresults: "8024001e 80248001 8024a004 8024a10a 80240009 8024000e 80240044 80248014",
  },
  {
    slug: "windows-update-disabled",
    title: "Windows Update service disabled",
    nextStep:
      "Enable and start the services wuauserv and bits, and check the group policy that manages them.",
    hresults: "80070422 8024a000 80070424",
    words:
      /(?:wuauserv|Windows Update service|service cannot be started).*(?:disabled)|cannot be started.*because it is disabled/iu,
  },
  {
    slug: "windows-update-bits",
    title: "Background transfer service (BITS) failed",
    nextStep:
      "Start the service bits, clear its queue (bitsadmin /reset /allusers), then run the task again.",
    hresults: "80246008 80246009 80200010 80200011 80200013",
  },
  {
    slug: "windows-update-restart-first",
    title: "An earlier update waits for a restart",
    nextStep: "Restart the machine, then run the task again.",
    hresults: "80242014 80070bc9 80070bc2 800f0816",
  },
  {
    slug: "windows-update-servicing-stack",
    title: "Servicing stack must be updated first",
    nextStep:
      "Install the latest servicing stack update (or an earlier cumulative update), then run the task again.",
    hresults: "80242017 800f0823 800f0982 80092004",
  },
  {
    slug: "windows-update-download",
    title: "Update was not downloaded or is damaged",
    nextStep:
      "Delete C:\\Windows\\SoftwareDistribution\\Download (with wuauserv stopped) and run the task again.",
    hresults: "80246007 80246002 80240034 8024200d 80070570 8007000d 80246001 80246003",
  },
  {
    slug: "windows-system-partition",
    title: "System partition too small",
    nextStep:
      "Check free space in the system-reserved or EFI partition, read CBS.log, then run the task again.",
    certainty: "likely",
    otherwise: "A step of the update failed (CBS.log names it).",
    hresults: "800f0922",
  },
  {
    slug: "windows-update-too-slow",
    title: "Update took too long and was rolled back",
    nextStep:
      "Give the machine more disk and CPU time, stop other work during the window, then run the task again.",
    hresults: "800f0821 800f0920",
  },
  {
    slug: "windows-source-missing",
    title: "Windows feature or repair source missing",
    nextStep:
      "Give the machine a repair source (group policy, install media) or access to Windows Update, run `DISM /Online /Cleanup-Image /RestoreHealth`, then the task again.",
    hresults: "800f081f 800f0906 800f0907 800f0950 800f0954",
  },
  {
    slug: "windows-component-store",
    title: "Windows component store damaged",
    nextStep:
      "Run `DISM /Online /Cleanup-Image /RestoreHealth` and `sfc /scannow` on the machine, then the task again.",
    hresults:
      "80073712 80073701 8007371b 800f0830 800f0831 800f0900 800736b3 800736cc 800f0984 800f0986 800f0991 80070246 80073715 8007371c",
    words:
      /ERROR_SXS_COMPONENT_STORE_CORRUPT|component store (?:has been|is) corrupt|The component store is repairable|ERROR_SXS_ASSEMBLY_MISSING/iu,
  },
  {
    slug: "windows-update-store",
    title: "Windows Update database is damaged",
    nextStep: "Stop wuauserv, rename C:\\Windows\\SoftwareDistribution, start it again, then run the task.",
    hresults: "80248007 8024801a 80248011 8024800c 80242006 c8000222 c1900107 80240008 80248015",
  },
  {
    slug: "windows-access-denied",
    title: "Windows denied access to the update",
    nextStep:
      "Check the agent's account, antivirus and group policy, and the permissions on C:\\Windows\\SoftwareDistribution; then run the task again.",
    hresults: "80070005 80240020",
  },
  {
    slug: "windows-update-not-applicable",
    title: "Update does not apply to this machine",
    nextStep:
      "Check the update's prerequisites and platform; take it out of the list for this machine if it does not need it.",
    hresults: "80240017 800f081e 80240037",
  },
  {
    slug: "windows-update-cancelled",
    title: "Update was cancelled",
    nextStep: "Find out what stopped it (a shutdown, the window's end, a person), then run the task again.",
    hresults: "8024000b 800704c7 80240021",
  },
  {
    ...sharedCauses.installerBusy,
    hresults: "80070652 80240016",
  },
  {
    slug: "windows-installer-fatal",
    title: "An update's MSI installer failed",
    nextStep:
      "Find the product in the event log (MsiInstaller), repair or reinstall it, then run the task again.",
    hresults: "80070643 80070641 80070645",
  },
  {
    slug: "windows-update-installer",
    title: "An update's installer failed or hung",
    nextStep:
      "Read CBS.log and the event log for the named KB, install it manually on one machine, then run the task again.",
    strength: "common",
    broad: true,
    hresults: "8024200b 80242007 80240022 8024002b 800f0826 800f0825 800f080d 800706be",
  },
];
