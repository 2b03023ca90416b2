/** A file of the web page. */
export interface PageFile {
  /** Media type, such as `text/html`. Text is UTF-8. */
  readonly media: string;
  /** Content of the file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same bytes, compressed with Brotli. Default: clients get another encoding. */
  readonly br?: Uint8Array<ArrayBuffer> | undefined;
  /** The same bytes, compressed with gzip. Default: clients get another encoding. */
  readonly gzip?: Uint8Array<ArrayBuffer> | undefined;
}

/** The files of the web page: `index.html`, and files below `assets/` whose names contain a hash of their content. */
export interface PageFiles {
  /**
   * Returns a file by its path, such as `index.html` or `assets/main-AB12.js`; undefined if the page has no such file. The path comes
   * from a request: look it up in a list of files, and never pass it to a file system.
   */
  file(path: string): Promise<PageFile | undefined>;
}

/** Path of the document. The root of the app serves it. */
export const INDEX = "index.html";

/**
 * Returns the headers of a file of the page, for hosts that send the files without this app. Browsers check `index.html` for a
 * new release each time, and cache the other files for a year.
 */
export const pageHeaders = (path: string): Readonly<Record<string, string>> => ({
  ...securityHeaders,
  "content-security-policy": contentPolicy,
  "cross-origin-opener-policy": "same-origin",
  "cache-control": path === INDEX ? "no-cache" : "public, max-age=31536000, immutable",
  vary: path === INDEX ? "Accept, Accept-Encoding" : "Accept-Encoding",
});

/** Security headers of every response except AWS's protocol. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** The page runs its own scripts and reads the API of the same origin. Everything else is forbidden. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
