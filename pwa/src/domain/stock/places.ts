/** The names of the places that every warehouse has, and of balances and positions. */

const OUTSIDE = ["supplier", "customer", "adjustment"];

/** Where picked units are while no tote has been bound to their slot. */
export const cart = (warehouse: string): string => `${warehouse}/CART`;

/** Where units are once they were scanned into a carton. */
export const pack = (warehouse: string): string => `${warehouse}/PACK`;

/** Beyond the walls: the other side of a count that differs from the books. */
export const adjustment = (warehouse: string): string => `${warehouse}/adjustment`;

/** The last part of an id: the code of a place or of a tote. */
export const codeOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** Whether a place is beyond the walls; such places have no balance. */
export const isOutside = (place: string): boolean => OUTSIDE.includes(codeOf(place));

export const stockId = (place: string, product: string, lot: string): string => `${place}/${product}/${lot}`;

export const positionId = (warehouse: string, product: string): string => `${warehouse}/${product}`;
