/** Headers that every answer of the REST door carries, so that a browser does nothing with it but show it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  // A reference page may load its style sheet from here; nothing else is ever loaded, run, framed or sent.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** A year. Only where the request came by https: a header over http would be ignored anyway. */
export const transportSecurity = "max-age=31536000; includeSubDomains";
