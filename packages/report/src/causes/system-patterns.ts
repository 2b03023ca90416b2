import type { TextRule } from "./rule.ts";

/** What operating systems say of themselves, in several languages. */
export const systemPatterns: readonly TextRule[] = [
  {
    slug: "disk-full",
    title: "Disk full",
    nextStep:
      "Free space on the named file system (old kernels, package caches, logs) or enlarge the volume, then run the task again.",
    patterns: [
      /no space left on device|ENOSPC|disk quota exceeded|not enough (?:free |disk )?space|needs \d+ ?[kmg]i?b on the .* filesystem/iu,
      /at least \d+ ?[kmg]b more space needed|insufficient (?:disk )?space|0x80070070/iu,
      /kein Speicherplatz mehr verfügbar|nicht genügend (?:freier )?(?:Speicherplatz|Platz)|nicht genug Speicherplatz/iu,
      /aucun espace disponible|espace (?:disque )?insuffisant|plus (?:assez )?d['’]espace/iu,
      /não há espaço (?:disponível|suficiente)|espaço insuficiente|no queda espacio|espacio insuficiente/iu,
      /空き領域が(?:ありません|不足|足り)|ディスク容量が不足/u,
    ],
  },
  {
    slug: "out-of-memory",
    title: "Out of memory",
    nextStep:
      "Look at what filled the memory (dmesg, journalctl -k), add swap or take a larger machine, then run the task again.",
    patterns: [
      /out of memory|oom[-_ ]?kill|cannot allocate memory|killed process \d+|MemoryError|OutOfMemory|std::bad_alloc|ENOMEM/iu,
      /nicht genügend (?:Haupt|Arbeits)?speicher\b|Kann keinen Speicher reservieren|impossible d['’]allouer de la mémoire|mémoire insuffisante/iu,
      /não foi possível alocar memória|memória insuficiente|no se pudo asignar memoria|メモリ(?:ー)?を(?:確保|割り当て)/iu,
    ],
  },
  {
    slug: "read-only-file-system",
    title: "File system is read-only",
    nextStep:
      "Check the volume (dmesg, fsck): a file system that turns read-only mostly has errors; remount it, then run the task again.",
    patterns: [
      /read-only file ?system|EROFS/iu,
      /Dateisystem ist nur lesbar|accessible en lecture seulement|somente (?:para )?leitura|sólo lectura|読み込み専用ファイルシステム/iu,
    ],
  },
];
