/**
 * Brand of the errors, the same in every copy of the core. It identifies the current members of the classes: a change that
 * older copies would misread needs a new brand.
 */
export const brand: symbol = Symbol.for("@windowpane/core/error");

/**
 * Base class of all errors. Internal: recognise errors by their brand (`isWindowpaneError`), because each copy of the core in a
 * process has its own class.
 *
 * An abort is not a WindowpaneError: an aborted call rejects with the caller's `signal.reason`.
 */
export abstract class BaseError extends Error {
  static {
    // On the prototype and not enumerable, so that logs and comparisons do not include it.
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /**
   * The `NextToken` of the request that failed, from which the rest of a list can be read. Set by `pages` and `items`;
   * absent when the first page failed and on errors outside a list.
   */
  resumeFrom?: string;
}
