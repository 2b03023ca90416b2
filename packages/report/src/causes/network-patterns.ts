import type { TextRule } from "./rule.ts";

/** What keeps a machine from reaching others. */
export const networkPatterns: readonly TextRule[] = [
  {
    slug: "name-resolution",
    title: "Host name cannot be resolved",
    nextStep:
      "Check the machine's DNS (resolv.conf, VPC DNS settings, private hosted zones), then run the task again.",
    patterns: [
      /could not resolve|temporary failure (?:in name resolution|resolving)|name or service not known|no such host|NXDOMAIN|getaddrinfo/iu,
      /remote name could not be resolved|curl: \(6\)|0x8024402c|0x80072ee7/iu,
      /Temporärer Fehler (?:bei der Namensauflösung|beim Auflösen)|Der Name oder der Dienst ist nicht bekannt|konnte nicht aufgelöst werden/iu,
      /Échec temporaire dans la résolution du nom|Nom ou service inconnu|Falha temporária na resolução de nome|Nome ou serviço desconhecido/iu,
      /Fallo temporal en la resolución del nombre|名前解決に(?:一時的に)?失敗|名前またはサービスが不明/iu,
    ],
  },
  {
    slug: "certificate",
    title: "Certificate not accepted",
    nextStep:
      "Check the machine's clock and CA bundle, and the certificate of the named host (expired, self-signed, intercepting proxy).",
    patterns: [
      /certificate verif(?:y|ication) failed|x509: certificate|SSL certificate problem|certificate (?:has expired|is not yet valid)/iu,
      /(?:self[- ]signed|local issuer) certificate|curl: \((?:35|60|77)\)|CERT_(?:HAS_EXPIRED|UNTRUSTED|NOT_YET)|remote certificate is invalid/iu,
      /could not establish trust relationship|0x80072f(?:05|06|0c|0d|8f)|0x800b0109/iu,
      /Zertifikat.*(?:ungültig|abgelaufen|fehlgeschlagen|vertrauen)|certificat.*(?:expiré|non valide|invalide)|certificado.*(?:inválido|expirad|expirou|caducad)|証明書.*(?:無効|期限|失敗)/iu,
    ],
  },
  {
    slug: "network-unreachable",
    title: "Host cannot be reached",
    nextStep:
      "Check routes, security groups, proxies and VPC endpoints between the machine and the named host, then run the task again.",
    patterns: [
      /connection (?:timed out|refused|reset by peer)|network is unreachable|no route to host|failed to connect to|could not connect to/iu,
      /(?:dial|read|write) tcp .*(?:timeout|refused|unreachable)|i\/o timeout|curl: \((?:7|28|56)\)|unable to connect to the remote server|operation timed out/iu,
      /Verbindung(?:saufbau)? (?:verweigert|abgelehnt)|Zeitüberschreitung der Verbindung|Wartezeit für die Verbindung|Das Netzwerk ist nicht erreichbar/iu,
      /Connexion (?:refusée|terminée par expiration)|Le réseau n['’]est pas accessible|Conexão recusada|Tempo esgotado para conexão|Conexión rehusada|Expiró el tiempo de conexión/iu,
      /接続(?:を|が)拒否|接続がタイムアウト|ネットワークに届きません|ネットワークに到達できません/u,
    ],
  },
];
