/**
 * Which box holds what: the smallest one that holds all, or several.
 *
 * Where each piece goes is found by binpackingjs: the largest piece first, each at a corner that the ones before leave
 * (Dube and Kanavathy, Optimizing Three-Dimensional Bin Packing Through Simulation). It is quick and not always the
 * best, so each box is tried in all six turns. These are only other orders in which to look: the box itself stands, and
 * what has to stand in it is turned about its own height alone.
 */

import { pack3D, RotationType, type Item3D } from "binpackingjs/3d";

/** Millimetres: length, width, height. */
export type Sides = readonly [number, number, number];

/** Units of one product, each with its size and grams. `upright`: its height has to stay its height. */
export interface Goods {
  readonly units: number;
  readonly sides: Sides;
  readonly grams: number;
  readonly upright?: boolean;
}

/** A kind of box: its inner size and the grams that it bears. */
export interface Box {
  readonly id: string;
  readonly sides: Sides;
  readonly maxG: number;
}

/** More pieces are not tried: whoever packs so many sees what they need, and the answer would come too late. */
export const PIECES_MOST = 150;
/** Orders that need more boxes are packed by a person's eye. */
const BOXES_MOST = 20;

const TURNS: readonly Sides[] = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1]];

/** Where the height is in a list of sides. */
const HEIGHT = 2;
/** The turns that a piece has left if its height is to lie along a side of the library's box, for each of these. */
const STANDING: readonly (readonly RotationType[])[] = [
  [RotationType.DHW, RotationType.DWH],
  [RotationType.HDW, RotationType.WDH],
  [RotationType.WHD, RotationType.HWD],
];

interface Piece extends Item3D {
  readonly upright: boolean;
}

export const volume = ([a, b, c]: Sides): number => a * b * c;
const sorted = (sides: Sides): number[] => [...sides].sort((a, b) => a - b);

const within = (inner: readonly number[], outer: readonly number[]): boolean => inner.every((side, i) => side <= outer[i]!);

/** Whether one piece goes in at all, some way round that it may be. */
function goesInto(piece: Piece, { sides: [length, width, height] }: Box): boolean {
  if (!piece.upright) return within(sorted(sizeOf(piece)), sorted([length, width, height]));
  const [floor, base] = [[length, width], [piece.width, piece.height]].map((two) => two.sort((a, b) => a - b));
  return within([...base!, piece.depth], [...floor!, height]);
}

const sum = (pieces: readonly Item3D[], of: (piece: Item3D) => number): number => pieces.reduce((n, piece) => n + of(piece), 0);
const sizeOf = ({ width, height, depth }: Item3D): Sides => [width, height, depth];
const bySize = (a: Box, b: Box): number => volume(a.sides) - volume(b.sides) || (a.id < b.id ? -1 : 1);

const piecesOf = (goods: readonly Goods[]): Piece[] =>
  goods
    .flatMap(({ units, sides: [width, height, depth], grams, upright = false }) =>
      Array.from({ length: units }, () => ({ name: "", width, height, depth, weight: grams, upright })),
    )
    .sort((a, b) => volume(sizeOf(b)) - volume(sizeOf(a)));

/** What of the pieces goes into a box that is turned so. */
function into(box: Box, pieces: readonly Piece[], turn: Sides): readonly Piece[] {
  const [width, height, depth] = turn.map((i) => box.sides[i]!) as unknown as Sides;
  const allowedRotations = STANDING[turn.indexOf(HEIGHT)]!;
  const items = pieces.map((of) => (of.upright ? { ...of, allowedRotations, of } : { ...of, of }));
  const { packedBins } = pack3D({ bins: [{ name: box.id, width, height, depth, maxWeight: box.maxG }], items });
  return packedBins[0]!.items.map(({ sourceItem }) => (sourceItem as (typeof items)[number]).of);
}

/** Whether nothing speaks against it before it is tried: not too much, not too heavy, and each piece goes in. */
const mayHold = (box: Box, pieces: readonly Piece[]): boolean =>
  sum(pieces, (piece) => volume(sizeOf(piece))) <= volume(box.sides)
  && sum(pieces, ({ weight }) => weight) <= box.maxG
  && pieces.every((piece) => goesInto(piece, box));

const holds = (box: Box, pieces: readonly Piece[]): boolean =>
  mayHold(box, pieces) && TURNS.some((turn) => into(box, pieces, turn).length === pieces.length);

/** The boxes to take, the largest first; none if something goes into no box, or it would take too long to say. */
export function fit<B extends Box>(goods: readonly Goods[], kinds: readonly B[]): readonly B[] | null {
  const boxes = [...kinds].sort(bySize);
  let pieces = piecesOf(goods);
  if (pieces.length === 0 || pieces.length > PIECES_MOST) return null;
  const found: B[] = [];
  while (found.length < BOXES_MOST) {
    const one = boxes.find((box) => holds(box, pieces));
    if (one) return [...found, one];
    const largest = boxes.findLast((box) => goesInto(pieces[0]!, box) && pieces[0]!.weight <= box.maxG);
    if (!largest) return null;
    const taken = new Set(TURNS.map((turn) => into(largest, pieces, turn)).reduce((a, b) => (b.length > a.length ? b : a)));
    pieces = pieces.filter((piece) => !taken.has(piece));
    found.push(largest);
  }
  return null;
}
