import { describe, expect, it } from "vitest";
import { Tally, type Piece } from "./delivery";
import { raw } from "./shift";

const [BEGUN, STEP_MS] = [1_795_400_000_000, 5_000];

/** Somebody at the door, who takes pieces from the pallet one after the other. */
class Receiver {
  readonly tally = new Tally();
  #at = BEGUN;

  piece(product: string, is: Piece["is"] = "fit"): Piece {
    return this.tally.lying().find((one) => one.product === product && one.is === is)!;
  }

  take(product: string, is: Piece["is"] = "fit"): void {
    this.#does("inbound.receive", this.piece(product, is));
  }

  turnAway(product: string, reason: "damaged" | "expired" = "damaged"): void {
    this.#does("inbound.reject", this.piece(product, "broken"), { reason });
  }

  takeBack(product: "oil" | "coffee"): void {
    this.tally.heard("inbound.take_back", { inbound: "i", location: "l", raw: raw(product) }, this.#at);
  }

  allTaken(): void {
    for (const product of ["coffee", "coffee", "tea", "napkins"]) this.take(product);
  }

  result() {
    return this.tally.result(this.#at);
  }

  #does(kind: "inbound.receive" | "inbound.reject", piece: Piece, more: { readonly reason?: "damaged" | "expired" } = {}): void {
    this.tally.touched(piece);
    this.tally.heard(kind, { inbound: "i", location: "l", raw: piece.raw, ...more }, (this.#at += STEP_MS));
  }
}

describe("a delivery that is practised", () => {
  it("is all right where each piece is taken in, and the broken one is turned away", () => {
    const at = new Receiver();
    at.allTaken();
    at.take("oil");
    at.turnAway("oil");
    expect(at.tally.lying()).toEqual([]);
    expect(at.result()).toMatchObject({ scans: 6, right: 6, certified: true });
  });

  it("remembers that the broken one was taken in, though that was undone", () => {
    const at = new Receiver();
    at.allTaken();
    at.take("oil", "broken");
    at.takeBack("oil");
    at.turnAway("oil");
    at.take("oil");
    expect(at.result()).toMatchObject({ scans: 6, right: 5, certified: false });
  });

  it("holds it against somebody that a wrong reason was given", () => {
    const at = new Receiver();
    at.allTaken();
    at.take("oil");
    at.turnAway("oil", "expired");
    expect(at.result()).toMatchObject({ right: 5 });
  });

  it("counts what was left on the pallet", () => {
    const at = new Receiver();
    at.allTaken();
    at.turnAway("oil");
    expect(at.result()).toMatchObject({ right: 5 });
  });

  it("shows the torn label in front until a unit of its kind is in", () => {
    const at = new Receiver();
    expect(at.piece("napkins", "torn")).toBeDefined();
    at.take("napkins");
    expect(at.piece("napkins", "torn")).toBeUndefined();
  });
});
