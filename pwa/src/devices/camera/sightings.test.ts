import { describe, expect, test } from "vitest";
import type { Code } from "./reader";
import { GONE_MS, RANK, SETTLE_MS, Sightings, type Look } from "./sightings";

const FRAME_MS = 50;
const ean = (digits: string, x = 0): Code => ({
  raw: `]E0${digits}`, format: "EAN13", lines: 9,
  corners: [{ x, y: 0 }, { x: x + 100, y: 0 }, { x: x + 100, y: 40 }, { x, y: 40 }],
});
const qr = (text: string, x = 0): Code => ({ ...ean("", x), raw: `]Q1${text}`, format: "QRCode", lines: 0 });

/** A step that wants some codes; the sort of a code is its first letter. */
function rig(looks: Record<string, Partial<Look>>) {
  const sightings = new Sightings((raw) => {
    const text = raw.slice(3);
    const look = looks[text];
    return look ? { rank: RANK.right, key: text, sort: text.charAt(0), name: text, ...look } : null;
  });
  let at = 1000;
  const show = (codes: Code[], pictures = 1): ReturnType<Sightings["picture"]> => {
    let last: ReturnType<Sightings["picture"]> = { is: "nothing" };
    for (let n = 0; n < pictures; n += 1) {
      at += FRAME_MS;
      last = sightings.picture(codes, at);
      if (last.is === "taken" || last.is === "choice") break;
    }
    return last;
  };
  const wait = (ms: number): void => void (at += ms);
  return { show, wait, chosen: (of: Parameters<Sightings["chosen"]>[0]) => sightings.chosen(of, at) };
}

describe("how often a code must be seen", () => {
  test("one whose check is weak, twice", () => {
    const { show } = rig({ "1": {} });
    expect(show([ean("1")]).is).toBe("seen");
    expect(show([ean("1")])).toEqual({ is: "taken", raw: "]E01" });
  });

  test("one that corrects its errors, once", () => {
    expect(rig({ A: {} }).show([qr("A")])).toEqual({ is: "taken", raw: "]Q1A" });
  });

  test("two readings of one symbol that take turns are neither of them taken", () => {
    const { show } = rig({ "1": {}, "2": {} });
    for (let n = 0; n < 6; n += 1) {
      expect(show([ean("1")]).is).toBe("seen");
      expect(show([ean("2")]).is).toBe("seen");
    }
  });

  test("what breaks the rules of its own kind is told only after three, and not at once", () => {
    const { show } = rig({ A: { rank: RANK.unreadable } });
    expect(show([qr("A")], SETTLE_MS / FRAME_MS - 1).is).toBe("seen");
    expect(show([qr("A")], 3)).toEqual({ is: "taken", raw: "]Q1A" });
  });
});

describe("several in view", () => {
  test("the one that the step wants is taken, and never the wrong item beside it", () => {
    const { show } = rig({ wrong: { rank: RANK.known }, right: {} });
    expect(show([qr("wrong")], 4).is).toBe("seen");
    expect(show([qr("wrong"), qr("right", 200)])).toEqual({ is: "taken", raw: "]Q1right" });
    expect(show([qr("wrong"), qr("right", 200)], 100).is).not.toBe("taken");
  });

  test("while only a wrong one is seen, the camera looks beside it", () => {
    expect(rig({ wrong: { rank: RANK.known } }).show([qr("wrong")])).toEqual({ is: "seen", wide: true });
  });

  test("a wrong one alone is told after a moment", () => {
    const { show } = rig({ wrong: { rank: RANK.known } });
    expect(show([qr("wrong")], SETTLE_MS / FRAME_MS).is).toBe("seen");
    expect(show([qr("wrong")], 2)).toEqual({ is: "taken", raw: "]Q1wrong" });
  });

  test("a wrong one is told after three pictures, however slowly they come", () => {
    const { show, wait } = rig({ wrong: { rank: RANK.known } });
    for (let n = 0; n < 2; n += 1) {
      expect(show([qr("wrong")]).is).toBe("seen");
      wait(SETTLE_MS + 1);
    }
    expect(show([qr("wrong")])).toEqual({ is: "taken", raw: "]Q1wrong" });
  });

  test("the right one is taken after the wrong one was told, whether it was glimpsed beside it or comes into view", () => {
    for (const glimpsed of [[ean("gr", 200)], []]) {
      const { show } = rig({ gw: { rank: RANK.known }, gr: {} });
      show(glimpsed);
      expect(show([qr("gw")], 15)).toEqual({ is: "taken", raw: "]Q1gw" });
      expect(show([qr("gw"), ean("gr", 200)], 2)).toEqual({ is: "taken", raw: "]E0gr" });
      expect(show([qr("gw"), ean("gr", 200)], 60).is).not.toBe("taken");
    }
  });

  test("two that are wanted as much are the person's choice", () => {
    const { show, chosen } = rig({ one: {}, two: {} });
    const choice = show([qr("one"), qr("two", 200)]);
    expect(choice.is === "choice" && choice.of.map(({ raw }) => raw)).toEqual(["]Q1one", "]Q1two"]);
    if (choice.is === "choice") chosen(choice.of);
    expect(show([qr("one"), qr("two", 200)], 60).is).toBe("same"); // and are not asked again while they are in view
  });

  test("a second right one that was only glimpsed is waited for", () => {
    const { show } = rig({ a1: {}, a2: {} });
    expect(show([qr("a1"), ean("a2", 200)]).is).toBe("seen");
    expect(show([qr("a1"), ean("a2", 200)]).is).toBe("choice");
  });

  test("two symbols of one thing are no choice: the one that says more is taken", () => {
    const { show } = rig({ gtin: { key: "g" }, "gtin+lot": { key: "g" } });
    expect(show([qr("gtin"), qr("gtin+lot", 200)])).toEqual({ is: "taken", raw: "]Q1gtin+lot" });
  });

  test("what is not to be taken from a picture is not there", () => {
    expect(rig({}).show([qr("TOTE-BADGE")], 60).is).toBe("nothing");
  });
});

describe("the code that was just taken", () => {
  test("is not taken again while it is in view, however long, and that is told", () => {
    const { show } = rig({ A: {} });
    show([qr("A")]);
    expect(show([qr("A")], 10).is).toBe("seen");
    expect(show([qr("A")], 200).is).toBe("same");
  });

  test("is taken again after it was out of view for long enough, and not before", () => {
    const { show } = rig({ A: {} });
    show([qr("A")]);
    show([], GONE_MS / FRAME_MS - 1);
    expect(show([qr("A")]).is).not.toBe("taken");
    show([], GONE_MS / FRAME_MS + 1);
    expect(show([qr("A")])).toEqual({ is: "taken", raw: "]Q1A" });
  });

  test("is not taken again by a device that sees few pictures, and is seen twice by it", () => {
    const { show, wait } = rig({ "1": {} });
    show([ean("1")]);
    wait(GONE_MS * 2);
    expect(show([ean("1")])).toEqual({ is: "taken", raw: "]E01" });
    wait(GONE_MS * 2);
    expect(show([ean("1")]).is).not.toBe("taken");
  });

  test("lets a code of another sort follow at once: after the shelf the item", () => {
    const { show } = rig({ shelf: {}, item: {} });
    show([qr("shelf")]);
    expect(show([qr("shelf"), qr("item", 200)])).toEqual({ is: "taken", raw: "]Q1item" });
  });

  test("keeps quiet about a wrong thing that comes into view while it is still there itself", () => {
    const { show } = rig({ shelf: {}, poster: { rank: RANK.unknown } });
    show([qr("shelf")]);
    expect(show([qr("shelf"), qr("poster", 200)], 60).is).toBe("same");
  });

  test("lets none of its own sort follow: the case code beside the item code is no second pick", () => {
    const { show } = rig({ item: {}, itemcase: {} });
    show([qr("item")]);
    expect(show([qr("item"), qr("itemcase", 200)], 60).is).not.toBe("taken");
  });

  test("nor one that was in view with it, should the step want that next", () => {
    const looks: Record<string, Partial<Look>> = { shelf: {}, item: { rank: RANK.known } };
    const { show } = rig(looks);
    expect(show([qr("shelf"), qr("item", 200)])).toEqual({ is: "taken", raw: "]Q1shelf" });
    looks["item"] = {};
    expect(show([qr("shelf"), qr("item", 200)], 60).is).not.toBe("taken");
  });
});
