/** The version of this build: a hash over its sources, the same in the page and in the service worker. */
declare const __BUILD__: string;
