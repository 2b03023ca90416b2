/**
 * Keeps finished runs of maintenance windows in SQL: stores, reads and counts them.
 *
 * @module
 */
export {};
