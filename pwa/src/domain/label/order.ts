/** The order that people expect of codes: A-2 before A-10, digits as numbers. */

const PARTS = /\d+|\D+/g;

export function byCode(a: string, b: string): number {
  const [left, right] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const apart = part(left[i]!, right[i]!);
    if (apart !== 0) return apart;
  }
  return left.length - right.length || plain(a, b);
}

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const part = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? plain(a, b) : x - y;
};
