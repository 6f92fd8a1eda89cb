/** The delivery that is practised: what lies on the pallet, whatever the notice says, and how well it is taken in. */

import { certified } from "../../domain/people/practice";
import type { Kind, Ops } from "../../generated/ops";
import type { Result } from "./score";
import { GOODS, HOUSE, raw, TORN, type Goods, type Label, type Put } from "./shift";

export const DELIVERY = "practice-delivery";

interface Sort {
  readonly product: Goods;
  readonly expected: number;
  /** Units that really came, fit and broken. */
  readonly fit: number;
  readonly broken: number;
  /** A unit in front has a label that no scanner reads. */
  readonly torn?: true;
}

/** Two alike, one that is not there, one that is broken, one with a torn label. */
export const SORTS: readonly Sort[] = [
  { product: "coffee", expected: 2, fit: 2, broken: 0 },
  { product: "tea", expected: 2, fit: 1, broken: 0 },
  { product: "oil", expected: 2, fit: 1, broken: 1 },
  { product: "napkins", expected: 1, fit: 1, broken: 0, torn: true },
];
const PIECES = SORTS.reduce((all, { fit, broken }) => all + fit + broken, 0);

export interface Piece extends Label {
  readonly is: "fit" | "broken" | "torn";
}

/** What somebody has done with the pieces of one product. */
interface Done {
  readonly taken: number;
  readonly away: number;
}
const NONE: Done = { taken: 0, away: 0 };
type Body = Ops["inbound.receive"] & Partial<Pick<Ops["inbound.reject"], "reason">>;

/** Each piece counts once: taken in, or turned away for what is wrong with it. What is done wrong and undone was wrong. */
export class Tally {
  readonly #done = new Map<string, Done>();
  #mistakes = 0;
  #begun = 0;
  /** The piece in hand, where it was taken from the picture of the pallet. */
  #hand: Piece["is"] = "fit";

  touched(piece: Piece): void {
    this.#hand = piece.is;
  }

  heard(kind: Kind, body: Body, at: number): void {
    this.#begun ||= at;
    const sort = SORTS.find(({ product }) => raw(product) === body.raw);
    if (!sort) return;
    const [before, units] = [this.#done.get(sort.product) ?? NONE, body.units ?? 1];
    const isAway = kind === "inbound.reject" || (kind === "inbound.take_back" && body.reason !== undefined);
    const signed = kind === "inbound.take_back" ? -units : units;
    const after = isAway ? { ...before, away: before.away + signed } : { ...before, taken: before.taken + signed };
    this.#done.set(sort.product, after);
    const tooMuch = isAway ? after.away > sort.broken : after.taken > sort.fit;
    if (signed > 0 && (tooMuch || (!isAway && this.#hand === "broken") || (isAway && body.reason !== "damaged"))) this.#mistakes += units;
    this.#hand = "fit";
  }

  /** What still lies there. */
  lying(): Piece[] {
    return SORTS.flatMap(({ product, fit, broken, torn }) => {
      const { taken, away } = this.#done.get(product) ?? NONE;
      const left: Piece[] = [];
      if (torn && taken < fit) left.push({ product, raw: TORN, damaged: true, is: "torn" });
      if (taken < fit) left.push({ product, raw: raw(product), is: "fit" });
      if (away < broken) left.push({ product, raw: raw(product), is: "broken" });
      return left;
    });
  }

  /** What still lies there at the end was forgotten. */
  result(at: number): Result {
    const forgotten = SORTS.reduce((all, { product, fit, broken }) => {
      const { taken, away } = this.#done.get(product) ?? NONE;
      return all + Math.max(0, fit - taken) + Math.max(0, broken - away);
    }, 0);
    const right = Math.max(0, PIECES - this.#mistakes - forgotten);
    const lineMs = Math.round((at - (this.#begun || at)) / PIECES);
    return { scans: PIECES, right, lineMs, certified: certified(right, PIECES, lineMs) };
  }
}

/** The door and the notice, as the server would send them. */
export function deliveryRows(put: Put, person: string): void {
  put("location", {
    id: `${HOUSE}/RECEIVE`, warehouse: HOUSE, code: "RECEIVE", kind: "receive", zone: "", pick_sequence: 0, check_digits: "",
  });
  put("inbound", {
    id: DELIVERY, warehouse: HOUSE, number: "PO-P1", supplier: GOODS.coffee[0], announced: true, due_on: null, stage: "open",
    opened_by: person,
  });
  for (const { product, expected } of SORTS) {
    put("inbound_line", {
      id: `${DELIVERY}/${product}`, warehouse: HOUSE, inbound: DELIVERY, product, expected, received: 0, rejected: 0, reasons: {},
    });
  }
}
