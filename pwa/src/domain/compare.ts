/** By code units, as Python orders ids: what `localeCompare` makes of them depends on the language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
