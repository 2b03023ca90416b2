/**
 * Reads many AWS accounts and regions as one: configuration, roles, organization, and one transport over all.
 *
 * @module
 */
export {};
