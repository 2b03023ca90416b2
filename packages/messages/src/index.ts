/**
 * Sends one message for each finished run of a maintenance window to Slack, Teams or a webhook.
 *
 * @module
 */
export {};
