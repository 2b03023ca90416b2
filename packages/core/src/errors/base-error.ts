/**
 * The mark of the family, the same in every copy of the core. It stands for the members of today's classes: a change that
 * an older copy would misread needs another mark.
 */
export const brand: symbol = Symbol.for("@windowpane/core/error");

/**
 * What every error of the family inherits. It is internal: an error is recognised by its brand (`isWindowpaneError`), never
 * by this class, of which each copy of the core in a process has its own.
 *
 * An abort is not in the family: a call or a walk that its caller aborts rejects with the caller's own `signal.reason`.
 */
export abstract class BaseError extends Error {
  static {
    // On the prototype and not enumerable, so that it shows neither in a log nor in a comparison.
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /**
   * The `NextToken` of the request that failed, from which the rest of a list can be read. Set by `pages` and `items`;
   * absent when the first page failed and on errors outside a list.
   */
  resumeFrom?: string;
}
