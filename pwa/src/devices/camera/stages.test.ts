import { describe, expect, test } from "vitest";
import { blank, type Gray } from "./gray";
import type { Code, Reader } from "./reader";
import { FIRST, FURTHER, guide, look, Turns } from "./stages";

const code = (raw: string): Code => ({ raw, format: "QRCode", corners: [], lines: 0 });

/** Says where the brightest dots of a picture are. */
const brightest: Reader = ({ data, width }) => {
  const most = data.reduce((a, b) => Math.max(a, b));
  const places = [...data.keys()].filter((at) => (data[at] ?? 0) > 0.8 * most);
  const mean = (of: (at: number) => number): number => places.reduce((sum, at) => sum + of(at), 0) / places.length;
  return [{ ...code(""), corners: [{ x: mean((at) => at % width), y: mean((at) => Math.floor(at / width)) }] }];
};

function spot(x: number, y: number): Gray {
  const picture = blank(640, 360, 40);
  for (let dy = -3; dy <= 3; dy += 1) picture.data.fill(250, (y + dy) * 640 + x - 3, (y + dy) * 640 + x + 4);
  return picture;
}

test.each([FIRST, ...FURTHER])("what '$name' finds is told by its place in the whole picture", (stage) => {
  for (const [x, y] of [[320, 180], [250, 150], [400, 220]] as const) {
    const [at] = look(stage, spot(x, y), brightest)[0]?.corners ?? [];
    expect(Math.abs((at?.x ?? 0) - x)).toBeLessThan(2.5);
    expect(Math.abs((at?.y ?? 0) - y)).toBeLessThan(2.5);
  }
});

test.each([[1280, 720], [1080, 1920], [640, 480], [400, 100]])("the aimed part of %i by %i is in its middle", (width, height) => {
  const box = guide(width, height);
  expect([box.x * 2 + box.width, box.y * 2 + box.height]).toEqual([width, height]);
  expect(box.width / width).toBeGreaterThan(0.7);
});

describe("the stages of a film", () => {
  /** Notes which stages look, and finds what it is told to, by the size of the picture and what is asked. */
  function rig(finds: (stage: string) => readonly string[]) {
    const looked: string[] = [];
    const whole = blank(320, 180);
    const names = new Map<string, string>();
    let now = "";
    const reader: Reader = () => {
      looked.push(now);
      return finds(now).map(code);
    };
    // A stage tells its name by making its view just before the reader is asked.
    const all = [FIRST, ...FURTHER].map((stage) => ({ stage, view: stage.view }));
    for (const { stage, view } of all) {
      names.set(stage.name, stage.name);
      (stage as { view: typeof view }).view = (picture) => {
        now = stage.name;
        return view(picture);
      };
    }
    const undo = (): void => {
      for (const { stage, view } of all) (stage as { view: typeof view }).view = view;
    };
    return { turns: new Turns(reader, (codes) => [...codes]), looked, whole, undo };
  }

  test("the middle is looked at in each picture, and one of the others in turn while nothing is found", () => {
    const { turns, looked, whole, undo } = rig(() => []);
    for (let n = 0; n < FURTHER.length + 1; n += 1) turns.read(whole, false);
    undo();
    const expected = [...FURTHER, FURTHER[0]].flatMap((stage) => ["middle", stage?.name]);
    expect(looked).toEqual(expected);
  });

  test("what the middle finds costs no second look, unless it is not wanted", () => {
    const { turns, looked, whole, undo } = rig((stage) => (stage === "middle" ? ["A"] : stage === "whole" ? ["A", "B"] : []));
    expect(turns.read(whole, false).codes.map(({ raw }) => raw)).toEqual(["A"]);
    expect(looked).toEqual(["middle"]);
    expect(turns.read(whole, true).codes.map(({ raw }) => raw)).toEqual(["A", "B"]);
    undo();
    expect(looked).toEqual(["middle", "middle", "whole"]);
  });

  test("the stage that found something looks again first, so that a weak code is soon seen twice", () => {
    let sees = true;
    const { turns, looked, whole, undo } = rig((stage) => (stage === "finer" && sees ? ["A"] : []));
    for (let n = 0; n < 4; n += 1) turns.read(whole, false);
    sees = false;
    for (let n = 0; n < 2; n += 1) turns.read(whole, false);
    undo();
    expect(looked.filter((name) => name !== "middle")).toEqual(["whole", "finer", "finer", "finer", "finer", "turned 45"]);
  });
});
