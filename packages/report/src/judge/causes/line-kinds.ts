/** Classifies output lines: which ones are evidence, and their level. */

/**
 * - `error`: the line is marked as an error.
 * - `plain`: it has no level.
 * - `detail`: it has the type of an error whose message is above it.
 * - `retry`: the program retries.
 * - `warning`: it is marked as a warning, or the failure is ignored.
 * - `info`: it reports progress or success.
 */
export type LineLevel = "error" | "plain" | "detail" | "retry" | "warning" | "info";

const cutMark = /-+ ?(?:output|error) truncated ?-+$/iu;

/** The mark that the service or the agent writes where it cut a text. */
export const isCutMark = (line: string): boolean => cutMark.test(line);

/** A separator line, the agent's heading between stdout and stderr, or carets under a source line. */
export const isRuler = (line: string): boolean =>
  /^[-=*#_~^+|.]/u.test(line) &&
  /^[-=*#_~^+|.\s]+(?:error|output|stdout|stderr)?[-=*#_~^|.\s]*$/iu.test(line);

const noise = [
  /^(?:failed to run commands: )?exit status (?:-?\d+|0x[0-9a-f]+)$/iu,
  /^(?:Terminated|Error|Errors?:|ERROR:?|failed)$/u,
  // PowerShell 7 repeats the source line with its number.
  /^Line \|$|^\d+ \| /u,
  /^Traceback \(most recent call last\):$|^(?:During handling of|The above exception was)/u,
  /^To troubleshoot this execution failure|systems-manager\/automation.*troubleshoot/iu,
  /^(?:Unable to gain necessary access for possible kernel updates|Unable to initialize exit code reporting)/iu,
  // The patch payload prints this when its error handler fails.
  /unsupported operand type\(s\) for %: 'NoneType' and 'tuple'/u,
  /SNIMissingWarning|InsecurePlatformWarning|InsecureRequestWarning|CryptographyDeprecationWarning|DeprecationWarning:/u,
  /apt does not have a stable CLI interface|debconf: (?:unable to initialize frontend|falling back to frontend|\(|delaying)/iu,
  /dpkg-preconfigure: unable to re-open stdin|invoke-rc\.d: policy-rc\.d denied execution/iu,
  /pip is being invoked by an old script|Running pip as the 'root' user|notice\] A new release of pip/iu,
  // Progress of curl and wget.
  /^% Total % Received|^Dload Upload|^\d+ [\d.]+[kMG]? +\d+ [\d.]+[kMG]?/u,
];

/** Whether a line only repeats the exit code, or is also printed in successful runs. */
export const isNoise = (line: string): boolean => noise.some((pattern) => pattern.test(line));

/** Whether a line is a frame of a stack trace. */
export const isStackFrame = (line: string): boolean =>
  /^at (?:[\w$.<>/ ]+\(|\/|file:|async |<anonymous|line[: ]|[\w.]+, )|^At (?:line|C:|[A-Z]:\\)|^\.\.\. \d+ (?:more|common frames)/u.test(
    line,
  );

/** Whether a line is one of PowerShell's details under a message, which are not translated. */
export const isPowerShellDetail = (line: string): boolean =>
  /^\+ (?:CategoryInfo|FullyQualifiedErrorId)\s*:/u.test(line);

/** Whether a line repeats a command: a shell does before running it (`set -x`), PowerShell under a message. */
export const isEcho = (line: string): boolean => /^\++ |^\$ |^PS [A-Z]:\\/u.test(line);

const success =
  /\b(?:0 errors?|no errors?|error[- ]free|errors?[=:] ?0|0 failed|failed[=:] ?0|without errors?|succeeded|successful(?:ly)?|completed ok)\b(?!.*\b(?:but|however|not)\b)/iu;
const unsuccessful =
  /\b(?:not|isn't|wasn't|never|cannot be|none|0) ?(?:been )?(?:successful|succeeded)|unsuccessful|\b[1-9]\d* (?:failed|errors?|failures?)\b|\b(?:failed|errors?|failures?|unreachable)[=:] ?[1-9]|no errors? (?:message|output|details)/iu;
const retry =
  /\b(?:will (?:be )?retr(?:y|ied)|retrying|retries? in \d|retry(?:ing)? (?:in|after)|and retry|trying (?:again|other mirror|next|another)|try again in|attempt \d+ (?:of|\/) ?\d+|attempt \d+\/\d+|backing off)\b/iu;
const ignored =
  /\b(?:ignor(?:ed|ing)|skipp?ing|non-fatal|not fatal|continuing|falling back|using (?:the )?defaults?|optional)\b|\|\| true/iu;
const loud =
  /(?:^|[\s[("'|:<])(?:ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|PANIC|EMERG|ALERT)(?:$|[\s\])"'|:>;,])|\[(?:error|fatal|critical|crit|emerg)\]|\blevel"?[=:] ?"?(?:error|fatal|panic)|^(?:E|Err|error|fatal|Fatal|Error)[: ]/u;
const quiet =
  /(?:^|[\s[("'|:<])(?:INFO|DEBUG|TRACE|VERBOSE|NOTICE)(?:$|[\s\])"'|:>;,])|\[(?:info|debug|trace|notice)\]|\blevel"?[=:] ?"?(?:info|debug|trace)|^(?:info|debug|verbose)[: ]/u;
const warning =
  /(?:^|[\s[("'|:<])(?:WARN|WARNING)(?:$|[\s\])"'|:>;,])|\[warn(?:ing)?\]|\blevel"?[=:] ?"?warn|^(?:npm |yarn |pip |apt )?(?:warn(?:ing)?|Warning)[: ]|^[\w./-]+: warning: /u;

/** The part of a line where loggers write their level. */
const HEAD = 100;

/** The level of a line. */
export const levelOf = (line: string): LineLevel => {
  const head = line.slice(0, HEAD);
  // apt prints "Err:5 http://..." and "W: Failed to fetch" for a failed update.
  const isError = loud.test(head);
  if (!isError && (quiet.test(head) || (success.test(line) && !unsuccessful.test(line)))) return "info";
  if (retry.test(line)) return "retry";
  if (ignored.test(line)) return "warning";
  if (isError) return "error";
  return warning.test(head) ? "warning" : "plain";
};

const telling =
  /\b(?:error|errors?:|fatal|fail(?:ed|ure|s)?|cannot|can't|could not|couldn't|unable|denied|refused|\w*exception|\w+Error|panic|abort(?:ed|ing)?|invalid|illegal|not found|no such|not (?:a|allowed|supported|permitted|valid)|missing|unknown|unexpected|unrecognized|usage:|timed? ?out|killed)\b|fehler|fehlgeschlagen|nicht möglich|kann nicht|erreur|échec|impossible|erro\b|falh(?:a|ou)|não foi possível|error\b|fallo|no se pudo|エラー|失敗|できません/iu;

/** Whether a line is about a failure. */
export const isTelling = (line: string): boolean => telling.test(line);

/** Word stems of failure messages, and other signs: codes, questions, non-English letters. */
const suspect = new RegExp(
  [
    String.raw`[^\t-~]|\b(?:no|not|non|nor|none|never|nothing|only|must|another|older|already|lock|held|full|busy|down|dead|oom|hint|usage|bad|old|rate)\b|n't\b`,
    "fail|err|exce|fatal|panic|abort|den(?:y|ied)|refus|reject|forbid|author|cannot|unable|could|invalid|illegal|malformed",
    "corrupt|damag|miss|un(?:known|expected|recog|defined|supported|resolved|reach|met|auth|bound|health|fin|hand|protect)|undef",
    "time|timing|expir|exhaust|limit|lock|holding|in use|being used|kill|memory|space|quota|read-only|broken|conflict",
    "mismatch|match|requir|need|too (?:many|few|old|large|small|slow|long)|insuff|wait|reboot|restart|interrupt|stop|terminat|crash",
    "segm|dump|skew|sig|throttl|slow ?down|licen[sc]e|reset|clos|hung|filter|duplic|dubious|mask|untrust|trust",
    "nosuch|not ?found|notset|backoff|rollback|passrole|states\\.|errortype|found 0|continue|is this ok|\\[y/|exit|disable|block",
    "nx|key|valid|verif|certif|credential|disconnect|closed|lost|gone|bus|full|resolv|problem|trouble|inconsist|unfinished|rejected|disk|ignored",
    String.raw`0x[0-9a-f]{8}|hresult|-2\d{9}\b|\b[45]\d\d\b|\bE[A-Z]{4,}|ORA-|TNS|AH\d{5}|MSB\d{4}|\*\*\*|"code"`,
    "nicht|kein|verweiger|abgel|fehl|sperr|bekannt|erreich|wendig|ausstehend|erforder|aucun|introuv|impossible|inconnu|erreur|insuff?ic",
    "recus|negad|rehus|encontrad|encontrar|desconhec|inexist|existe|requis|penden|pendien|neces|dependenc|interromp|expiré|buscar|obtener",
    "is (?:empty|a directory|forbidden|obsolete|locked|full)|more recent|detected|without|different|changed|overwr|differ|nonexist|does ?n",
  ].join("|"),
  "iu",
);

/** Whether a rule may match a line. Most output lines are progress and are not searched. */
export const isSuspect = (line: string): boolean => suspect.test(line);
