/** What a code in the camera's picture is worth to the step at hand. */

import { RANK, type Look } from "../../devices/camera/sightings";
import { goodsOf, shown, type Reads, type Seen, type Verdict } from "../../domain/seen";
import type { Aim } from "../../ui/aim";
import { badgeOf } from "../../vault/badge";

/** What begins like this is a secret, whole or torn. */
const SECRET = /TOTE-BADGE:/i;

/** `named`: how a product or a place is called on the screen. Null for what is not to be taken here. */
export function lookOf(raw: string, aim: Aim, read: (raw: string) => Seen, rows: Reads, named: (id: string) => string): Look | null {
  if (aim.badges) return badgeOf(raw) ? { rank: RANK.right, key: raw, sort: "badge", name: "" } : null;
  // A badge on somebody's chest may come into the picture at any time; it signs in only where it is asked for.
  if (SECRET.test(raw)) return null;
  const seen = read(raw);
  const goods = goodsOf(seen, rows);
  const ours = seen.code === null ? null : `${seen.form} ${seen.code}`;
  return {
    rank: rankOf(seen, goods !== null, aim.sees?.(seen) ?? null),
    key: seen.gtin ?? seen.sscc ?? ours ?? raw,
    sort: goods || seen.gtin ? "goods" : seen.form,
    name: goods ? named(goods.product) : shown(seen),
  };
}

function rankOf(seen: Seen, isGoods: boolean, verdict: Verdict<unknown> | null): number {
  if (seen.error !== null) return RANK.unreadable;
  switch (verdict?.is) {
    case undefined:
    case "right":
      return RANK.right;
    case "decide":
    case "command":
      return RANK.decide;
    case "repeated":
      return RANK.repeated;
    case "wrong":
      return isGoods || seen.sscc || (seen.form !== "text" && seen.form !== "gtin" && seen.form !== "gs1")
        ? RANK.known
        : RANK.unknown;
  }
}
