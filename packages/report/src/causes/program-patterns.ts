import { sharedCauses, type TextRule } from "./rule.ts";

/** What shells and service managers say of programs. */
export const programPatterns: readonly TextRule[] = [
  {
    slug: "powershell-policy",
    title: "PowerShell may not run scripts",
    nextStep:
      "Set the machine's execution policy by group policy, sign the script, or run it through AWS-RunPowerShellScript.",
    patterns: [
      /about_Execution_Policies|running scripts is disabled on this system|PSSecurityException|is not digitally signed/iu,
    ],
  },
  {
    ...sharedCauses.commandNotFound,
    broad: true,
    patterns: [
      /(?<=^|\s)(?<subject>[\w./+@-]+): (?:command not found|not found$|(?:Kommando|Befehl) nicht gefunden|commande introuvable|comando não encontrado|orden no encontrada|コマンドが見つかりません)/imu,
      /(?<=^|\s)(?<subject>[\w./+@-]+) ?: The term .* is not recognized as/imu,
      /exec: [“"](?<subject>[^"”]+)[”"]: executable file not found/iu,
      /command not found|is not recognized as|CommandNotFoundException/iu,
    ],
  },
  {
    slug: "service-failed",
    title: "A service does not start",
    nextStep: "Read `systemctl status` and `journalctl -u` of the named service on the machine.",
    broad: true,
    patterns: [
      /^Job for (?<subject>\S+) failed/imu,
      /unit (?<subject>\S+) (?:not found|could not be found|entered failed state)/iu,
      /failed to start (?<subject>[\w@.-]+\.service)|start-service : /iu,
    ],
  },
  {
    slug: "permission-denied",
    title: "Permission denied on the machine",
    nextStep:
      "Check owner and mode of the named file, and as whom the script runs (runAsUser, SELinux, antivirus).",
    broad: true,
    patterns: [
      /permission denied|operation not permitted|EACCES|access (?:is denied|to the path .* is denied)/iu,
      /Keine Berechtigung|Zugriff verweigert|Permission non accordée|Accès refusé|Permissão (?:recusada|negada)|Acesso negado|Permiso denegado|許可がありません|アクセスが拒否されました/iu,
    ],
  },
];

/** Printed beside other causes too, so it counts only when nothing else, not even the exit code, explains the failure. */
export const rebootPatterns: readonly TextRule[] = [
  {
    slug: "reboot-pending",
    title: "Reboot pending",
    nextStep:
      "Reboot the machine (or let the patch task do it: RebootOption RebootIfNeeded), then run the task again.",
    patterns: [
      /(?:reboot|restart)(?:\s\w+)? (?:is |was )?(?:required|pending|needed)|pending (?:reboot|restart)|reboot-required|RebootPending|must be (?:rebooted|restarted)/iu,
      /requires? (?:a |an )?(?:system )?(?:reboot|restart)|0x80242014|0x80070bc2|0x80070bc9|exit code 3010/iu,
      /Neustart (?:\S+ )?(?:erforderlich|ausstehend|notwendig)|redémarrage (?:\S+ )?(?:requis|nécessaire|en attente)|reinicialização (?:\S+ )?(?:necessária|pendente)|reinicio (?:\S+ )?(?:necesario|pendiente)|再起動が(?:必要|保留)/iu,
    ],
  },
];
