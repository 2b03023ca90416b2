import type { FamilyCases } from "./cases.ts";

export const networkCases: FamilyCases = {
  "proxy-authentication": {
    is: ["curl: (56) Received HTTP code 407 from proxy after CONNECT"],
    isNot: ["synced 407 objects through proxy\nscript failed"],
  },
  "proxy-failed": {
    is: [
      "curl: (56) Received HTTP code 403 from proxy after CONNECT",
      "curl: (5) Could not resolve proxy: proxy.corp",
    ],
    isNot: ["proxy.corp is used\nscript failed"],
  },
  "name-resolution": {
    is: [
      "curl: (6) Could not resolve host: repo.internal",
      "W: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/jammy/InRelease Temporary failure resolving 'archive.ubuntu.com'\nE: Some index files failed to download.",
      "Error: getaddrinfo ENOTFOUND registry.npmjs.org",
    ],
    isNot: ["resolved host repo.internal to 10.0.0.4\nscript failed"],
  },
  "connection-refused": {
    is: ["curl: (7) Failed to connect to 10.0.0.1 port 443: Connection refused"],
    isNot: ["connection to 10.0.0.1 accepted\nscript failed"],
  },
  "network-unreachable": {
    is: [
      "curl: (28) Connection timed out after 10001 milliseconds",
      'Could not connect to the endpoint URL: "https://ssm.eu-west-1.amazonaws.com/"',
      "dial tcp 10.1.2.3:443: i/o timeout",
    ],
    isNot: ["timeout set to 28 seconds\nscript failed", "curl: (6) Could not resolve host: x"],
  },
  "connection-reset": {
    is: ["curl: (56) Recv failure: Connection reset by peer"],
    isNot: ["reset of the counter done\nscript failed"],
  },
};

export const tlsCases: FamilyCases = {
  "client-certificate-expired": {
    is: [
      "Curl error (56): Failure when receiving data from the peer for https://rhui.example/repomd.xml [OpenSSL SSL_read: error:14094415:SSL routines:ssl3_read_bytes:sslv3 alert certificate expired, errno 0]",
    ],
    isNot: ["curl: (60) SSL certificate problem: certificate has expired"],
  },
  "clock-wrong": {
    is: [
      "E: Release file for http://deb.example/InRelease is not valid yet (invalid for another 3h 2min 1s).",
      "An error occurred (RequestTimeTooSkewed) when calling the PutObject operation: The difference between the request time and the current time is too large.",
    ],
    isNot: ["tar: a.txt: time stamp 2031-01-01 is 5 s in the future\ntar: broken thing failed"],
  },
  "certificate-expired": {
    is: ["curl: (60) SSL certificate problem: certificate has expired"],
    isNot: ["certificate expires in 90 days\nscript failed"],
  },
  "certificate-name": {
    is: ["curl: (60) SSL: no alternative certificate subject name matches target host name 'repo'"],
    isNot: ["host name repo matches\nscript failed"],
  },
  certificate: {
    is: [
      "curl: (60) SSL certificate problem: self signed certificate in certificate chain",
      "x509: certificate signed by unknown authority",
    ],
    isNot: ["certificate installed\nscript failed"],
  },
  "tls-version": {
    is: ["Invoke-WebRequest : The request was aborted: Could not create SSL/TLS secure channel."],
    isNot: ["protocol version 3 negotiated\nscript failed"],
  },
};
