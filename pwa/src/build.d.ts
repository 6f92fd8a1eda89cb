/** The version of this build: a hash over all its files. Only the service worker is told; the page knows it by `build.ts`. */
declare const __BUILD__: string;

/** The address of a file that the build puts beside the scripts. */
declare module "*.wasm?url" {
  const url: string;
  export default url;
}
