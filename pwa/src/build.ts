/** The version of this build: all parts of the app stand in a folder that bears its id, so none of them holds it. */
export const BUILD = import.meta.url.split("/").at(-2) ?? "";
