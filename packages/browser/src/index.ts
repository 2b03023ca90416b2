/**
 * Chromium for tests, benchmarks and pictures. It is not downloaded: work that needs it is skipped where it is missing.
 *
 * @module
 */
export { findChromium, noChromium, startChromium } from "./chromium.ts";
export { openPage, type OpenedPage, type PageOptions } from "./open-page.ts";
export type { Browser, CDPSession, HTTPRequest, Page } from "puppeteer-core";
