/** The version of this build: a hash over its sources, the same in the page and in the service worker. */
declare const __BUILD__: string;

/** The address of a file that the build puts beside the scripts. */
declare module "*.wasm?url" {
  const url: string;
  export default url;
}
