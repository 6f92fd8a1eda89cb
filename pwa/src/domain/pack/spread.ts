/** Units of one product over the lines that want it: an order may ask for the same product twice. */

/** Fill each line's room in turn; what is over goes to the last line. */
export function spread(units: number, room: readonly number[]): number[] {
  let rest = units;
  const shares = room.map((space) => {
    const share = Math.min(rest, Math.max(0, space));
    rest -= share;
    return share;
  });
  if (shares.length > 0) shares[shares.length - 1]! += rest;
  return shares;
}

/** Take units back from the last line first, as far as there are any. */
export function unspread(units: number, filled: readonly number[]): number[] {
  const shares = filled.map(() => 0);
  let rest = units;
  for (let at = filled.length - 1; at >= 0; at--) {
    shares[at] = Math.min(rest, Math.max(0, filled[at]!));
    rest -= shares[at]!;
  }
  return shares;
}
