import type { RuleFamily } from "../rules/rule.ts";

/** Connection failures, each with its own next step. */
export const networkRules: RuleFamily = {
  name: "network",
  isGeneric: true,
  rules: [
    {
      slug: "proxy-authentication",
      title: "Proxy requires authentication",
      nextStep:
        "Give the machine's proxy settings valid credentials, or allow the machine on the proxy without login.",
      stalls: true,
      patterns: [
        /407 Proxy|Proxy Authentication Required|HTTP code 407|status(?: code)?:? 407|error:? 407|(?:0x|HRESULT:? )8024401b|response 407|CONNECT tunnel failed, response 407/iu,
      ],
    },
    {
      slug: "proxy-failed",
      title: "Proxy refuses or cannot be reached",
      nextStep:
        "Check the proxy's address in the machine's settings (http_proxy, dnf.conf, apt.conf, netsh winhttp) and its allow list.",
      stalls: true,
      patterns: [
        /(?:HTTP code|response) (?:403|50\d) from proxy|CONNECT tunnel failed, response (?:403|50\d)|Could not resolve proxy|ProxyError|ProxyConnectionError|cannot connect to proxy|Tunnel connection failed|unable to connect to (?:the )?proxy|proxy (?:server )?(?:refused|denied|is refusing)|failed to connect to .*proxy/iu,
      ],
    },
    {
      slug: "name-resolution",
      title: "Host name cannot be resolved",
      nextStep:
        "Check the machine's DNS (resolv.conf, VPC DNS settings, private hosted zones), then run the task again.",
      stalls: true,
      patterns: [
        /could(?: not|n['’]t) resolve (?:host|['"‘]|hostname|address|server)|could not resolve \S+\.\S+|temporary failure (?:in name resolution|resolving)|name or service not known|\bno such host\b|\bNXDOMAIN\b(?! looking up)|getaddrinfo|\bEAI_AGAIN\b|\bENOTFOUND\b|nodename nor servname|unable to resolve (?:host|the host)|UnknownHostException|Name resolution (?:failed|failure)|Failed to resolve (?!.*file system)|lookup \S+ on \S+:53/iu,
        /remote name could not be resolved|no such host is known|DNS name does not exist|server misbehaving|curl(?: error)?:? \(6\)|unable to resolve host address|NameResolutionError/iu,
        /Temporärer Fehler (?:bei der Namensauflösung|beim Auflösen)|Der Name oder der Dienst ist nicht bekannt|konnte nicht aufgelöst werden/iu,
        /Échec temporaire dans la résolution du nom|Nom ou service inconnu|Falha temporária na resolução de nome|Nome ou serviço desconhecido/iu,
        /Fallo temporal en la resolución del nombre|名前解決に(?:一時的に)?失敗|名前またはサービスが不明/iu,
      ],
    },
    {
      slug: "connection-refused",
      title: "Connection refused by the host",
      nextStep: "Check that the service runs on the named host and port, then run the task again.",
      stalls: true,
      patterns: [
        /connection (?:was )?refused|ECONNREFUSED|actively refused|connect: refused|connection to .* refused/iu,
        /Verbindung(?:saufbau)? (?:verweigert|abgelehnt)|Connexion refusée|Conexão recusada|Conexión rehusada|接続(?:を|が)拒否/iu,
      ],
    },
    {
      slug: "network-unreachable",
      title: "Host cannot be reached",
      nextStep:
        "Check routes, security groups, firewalls and VPC endpoints between the machine and the named host, then run the task again.",
      stalls: true,
      patterns: [
        /connection (?:attempt )?(?:has )?timed[- ]?out|network is unreachable|no route to host|host is (?:down|unreachable)|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ConnectTimeout|connect(?:ion)? timeout|(?:dial|read|write) tcp .*(?:timeout|unreachable)|i\/o timeout|unable to connect to the remote server/iu,
        /curl(?: error)?:? \((?:7|28)\)|Failed to connect to \S+ port \d+|operation timed out after|timeout was reached|could(?: not|n['’]t) connect to (?:server|host|the (?:remote )?(?:server|endpoint))|Could not connect to (?:the endpoint URL|\S+:\d+)|EndpointConnectionError|failed to establish a new connection|connected party did not properly respond|connect: no route|Operation too slow|Resolving timed out|client\.Timeout exceeded|SocketTimeoutException|read timed out|ReadTimeoutError|the operation has timed out/iu,
        /Zeitüberschreitung der Verbindung|Wartezeit für die Verbindung|Das Netzwerk ist nicht erreichbar/iu,
        /Connexion terminée par expiration|Le réseau n['’]est pas accessible|Tempo esgotado para conexão|Expiró el tiempo de conexión/iu,
        /接続がタイムアウト|ネットワークに届きません|ネットワークに到達できません/u,
      ],
    },
    {
      slug: "connection-reset",
      title: "Connection broken off",
      nextStep:
        "Check for a firewall, filter or overloaded server that cuts the connection, and run the task again.",
      strength: "common",
      stalls: true,
      patterns: [
        /connection reset by peer|ECONNRESET|connection was (?:forcibly )?(?:closed|reset)|connection (?:was )?aborted|broken pipe|curl(?: error)?:? \((?:18|52|55|56|92)\)|empty reply from server|the underlying connection was closed|RemoteDisconnected|IncompleteRead|transfer closed with|HTTP\/2 stream|early EOF|remote end hung up|unexpected eof while reading/iu,
      ],
    },
  ],
};

/** Encrypted connections: trust, validity, client certificates, versions, clocks. */
export const tlsRules: RuleFamily = {
  name: "tls",
  rules: [
    {
      slug: "client-certificate-expired",
      title: "Repository's client certificate not valid",
      nextStep:
        "Renew it: `subscription-manager refresh` (register the system again if needed), or update the RHUI client package on cloud images.",
      stalls: true,
      patterns: [
        /alert certificate expired|sslv3 alert (?:certificate|bad certificate)|tlsv1\d? alert (?:unknown ca|certificate)|curl(?: error)?:? \(58\)|unable to (?:load|set) (?:client|private) (?:key|cert)|could not load (?:PEM )?client certificate|problem with the local SSL certificate|sslv3 alert handshake failure.*(?:rhui|redhat)|(?:entitlement|consumer|identity) cert(?:ificate)?.*(?:expired|invalid|missing|revoked)|SSLCertificateVerify.*client/iu,
      ],
    },
    {
      slug: "clock-wrong",
      title: "Machine's clock is wrong",
      nextStep:
        "Set the clock (chronyc makestep, w32tm /resync) and keep time synchronisation running, then run the task again.",
      stalls: true,
      patterns: [
        /certificate is not yet valid|CERT_NOT_YET_VALID|not valid yet|(?<!expired or )is not yet (?:valid|current)|Release file .* is not valid yet|Signature (?:expired|not yet current)|InvalidSignatureException.*(?:expired|current)|RequestTimeTooSkewed|RequestExpired|difference between the request time and the (?:current|server)|clock skew|system (?:time|clock) (?:is )?(?:wrong|incorrect|not (?:in sync|synchroni[sz]ed))|verify that your system clock|KRB_AP_ERR_SKEW|time (?:difference|skew) (?:between|too great)/iu,
      ],
    },
    {
      slug: "certificate-expired",
      title: "Server's certificate expired",
      nextStep:
        "Renew the named host's certificate; if it is valid elsewhere, check the machine's clock and CA bundle.",
      patterns: [
        /certificate (?:has )?expired(?! for repo)|CERT_HAS_EXPIRED|certificate has expired or is not yet valid|certificate expired|ssl.*certificate.*expired/iu,
        /Zertifikat.*abgelaufen|certificat.*expiré|certificado.*(?:expirad|expirou|caducad)|証明書.*期限/iu,
      ],
    },
    {
      slug: "certificate-name",
      title: "Certificate belongs to another host name",
      nextStep: "Use the name that is in the certificate, or issue a certificate for the name used.",
      patterns: [
        /(?:no alternative certificate subject name|hostname mismatch|does(?: not|n't) match (?:target )?host ?name|certificate is valid for .*, not |does(?: not|n't) match (?:either|any) of|ERR_TLS_CERT_ALTNAME_INVALID|certificate name (?:mismatch|does not match)|no subject alternative (?:DNS )?names? (?:matching|present)|RemoteCertificateNameMismatch)/iu,
      ],
    },
    {
      slug: "certificate",
      title: "Certificate not trusted",
      nextStep:
        "Add the issuing CA to the machine's trust store (or update ca-certificates); an intercepting proxy needs its CA there, too.",
      stalls: true,
      patterns: [
        /certificate verif(?:y|ication) failed|x509: certificate signed by unknown|x509: certificate|SSL certificate problem|SSL certificate verification failed|(?:self[- ]signed|local issuer) certificate|unable to (?:get|verify).*(?:issuer|certificate)|curl(?: error)?:? \((?:60|77)\)|CERT_UNTRUSTED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|remote certificate is invalid|PKIX path building failed|certificate (?:chain|is) (?:was issued by .*not trusted|not trusted|untrusted)|SEC_E_UNTRUSTED_ROOT|peer'?s certificate (?:issuer|is not)|server certificate verification failed|cannot verify \S+ certificate|Unable to locally verify|CERTIFICATE_VERIFY_FAILED|Certificate verification failed: The certificate is NOT trusted|couldn't create a chain|Peer certificate cannot be authenticated/iu,
        /could not establish trust relationship|(?:0x|HRESULT:? )(?:80072f0[56cd]|800b0109|800b010a)/iu,
        /Zertifikat.*(?:ungültig|fehlgeschlagen|vertrauen)|certificat.*(?:non valide|invalide)|certificado.*inválido|証明書.*(?:無効|失敗)/iu,
      ],
    },
    {
      slug: "tls-version",
      title: "No common TLS version or cipher",
      nextStep:
        "Enable TLS 1.2 or later on the machine (for .NET SchUseStrongCrypto) and update its TLS library; old systems need a newer version.",
      patterns: [
        /Could not create SSL\/TLS secure channel|unsupported protocol(?! scheme)|alert protocol version|TLSV1_ALERT_PROTOCOL_VERSION|wrong version number|handshake failure|handshake_failure|no protocols available|curl(?: error)?:? \(35\)|SSL_ERROR_SYSCALL|tls: (?:protocol version not supported|handshake failure)|no shared cipher|dh key too small|unsafe legacy renegotiation|ee key too small|SSLHandshakeException: (?:Received fatal alert|No appropriate protocol)|(?:0x|HRESULT:? )80072f8f|SSLV3_ALERT_HANDSHAKE/iu,
      ],
    },
  ],
};
