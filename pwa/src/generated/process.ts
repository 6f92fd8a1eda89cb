// Made by `tote types` from the Python definitions; changes go there.
import type { Text } from "./words";

/** What each switch can be set to. */
export interface Process {
  readonly "pick.item": "scan" | "bin";
  readonly "pick.sample": "none" | "few" | "some" | "many";
  readonly "pick.tote": "scan" | "none";
  readonly "pick.units": "scan" | "keys";
  readonly "pick.batch": "stop" | "wall";
  readonly "pack.items": "each" | "new" | "quantity";
  readonly "count.books": "hidden" | "shown";
  readonly "ship.sequence": "free" | "warn";
}

export type SwitchKey = keyof Process;

export interface SwitchValue {
  readonly name: Text;
  readonly does: Text;
}

export interface Switch {
  readonly job: string;
  readonly name: Text;
  readonly values: Readonly<Record<string, SwitchValue>>;
}

/** The switches of a floor, by job; the first value holds where nobody has said otherwise. */
export const SWITCHES: Readonly<Record<SwitchKey, Switch>> = {
  "pick.item": {
    job: "pick",
    name: { en: "The item at the shelf", zh: "货位上的货品" },
    values: {
      scan: {
        name: { en: "Scan it", zh: "扫描货品" },
        does: { en: "Each item or pack is scanned: a wrong one is noticed at the shelf.", zh: "每件货品或每个包装都要扫描：拿错时当场就能发现。" },
      },
      bin: {
        name: { en: "The place stands for it", zh: "以货位代替" },
        does: { en: "Where a place holds one product and one lot, its label and then the tote count all units of the stop.", zh: "货位上只有一种货品、一个批次时，扫描货位再扫描周转箱即计入该站全部数量。" },
      },
    },
  },
  "pick.sample": {
    job: "pick",
    name: { en: "Spot checks where the place stands", zh: "以货位代替时的抽查" },
    values: {
      none: {
        name: { en: "None", zh: "不抽查" },
        does: { en: "Where the place stands for the item, the item is not asked for.", zh: "以货位代替货品时，不要求扫描货品。" },
      },
      few: {
        name: { en: "1 in 50", zh: "每50站抽1站" },
        does: { en: "One stop in 50 asks for one scan of the item; one in 10 for new pickers, and where a count was off in the last 30 days or is asked for. Nobody can tell beforehand which.", zh: "每50站有1站要求扫描一次货品；新人，以及30天内盘点有差异或待盘点的货位，每10站有1站。事先无法知道是哪一站。" },
      },
      some: {
        name: { en: "1 in 20", zh: "每20站抽1站" },
        does: { en: "One stop in 20 asks for one scan of the item; one in 4 for new pickers, and where a count was off in the last 30 days or is asked for. Nobody can tell beforehand which.", zh: "每20站有1站要求扫描一次货品；新人，以及30天内盘点有差异或待盘点的货位，每4站有1站。事先无法知道是哪一站。" },
      },
      many: {
        name: { en: "1 in 10", zh: "每10站抽1站" },
        does: { en: "One stop in 10 asks for one scan of the item; one in 2 for new pickers, and where a count was off in the last 30 days or is asked for. Nobody can tell beforehand which.", zh: "每10站有1站要求扫描一次货品；新人，以及30天内盘点有差异或待盘点的货位，每2站有1站。事先无法知道是哪一站。" },
      },
    },
  },
  "pick.tote": {
    job: "pick",
    name: { en: "The tote after the item", zh: "拣货后的周转箱" },
    values: {
      scan: {
        name: { en: "Scan it", zh: "扫描周转箱" },
        does: { en: "A stop ends with the label of its tote: units in a wrong tote are noticed.", zh: "每站以扫描周转箱结束：放错周转箱时能被发现。" },
      },
      none: {
        name: { en: "Not asked", zh: "不要求" },
        does: { en: "A stop ends with its last unit. Good for carts with a single tote.", zh: "拣完最后一件即结束该站。适合只有一个周转箱的拣货车。" },
      },
    },
  },
  "pick.units": {
    job: "pick",
    name: { en: "Many of the same item", zh: "同一货品多件" },
    values: {
      scan: {
        name: { en: "Scan each", zh: "逐件扫描" },
        does: { en: "Every unit is scanned, or a pack with its own code.", zh: "每件都要扫描，或扫描包装自带的条码。" },
      },
      keys: {
        name: { en: "Scan one, key the rest", zh: "扫一件，其余按键" },
        does: { en: "After the first scan a key counts the rest of the stop.", zh: "扫描第一件后，可用按键计入该站的其余数量。" },
      },
    },
  },
  "pick.batch": {
    job: "pick",
    name: { en: "Sharing out a batch", zh: "批量拣货的分货" },
    values: {
      stop: {
        name: { en: "At each stop", zh: "每站分货" },
        does: { en: "After the last unit of a bin the screen says how many go into which tote on the cart.", zh: "拣完一个货位后，屏幕提示各周转箱放入几件。" },
      },
      wall: {
        name: { en: "At a put wall", zh: "分拣墙分货" },
        does: { en: "All bins are picked first. At the wall an item is scanned, and the screen says which order gets how many.", zh: "先拣完所有货位。在分拣墙扫描货品，屏幕提示哪张订单几件。" },
      },
    },
  },
  "pack.items": {
    job: "pack",
    name: { en: "Items into the carton", zh: "货品装箱" },
    values: {
      each: {
        name: { en: "Scan each", zh: "逐件扫描" },
        does: { en: "Every unit that goes into a carton is scanned.", zh: "放入纸箱的每一件都要扫描。" },
      },
      new: {
        name: { en: "Scan each while new", zh: "仅新人逐件扫描" },
        does: { en: "Who has packed fewer than 20 orders here scans each unit; others scan one and key the rest.", zh: "在此打包少于20单的人逐件扫描；其他人扫一件，其余按键。" },
      },
      quantity: {
        name: { en: "Scan one, key the rest", zh: "扫一件，其余按键" },
        does: { en: "After the first scan of an item, a key puts all of it in.", zh: "扫描货品第一件后，可用按键放入其余全部。" },
      },
    },
  },
  "count.books": {
    job: "count",
    name: { en: "What the books say, at a count", zh: "盘点时的账面数量" },
    values: {
      hidden: {
        name: { en: "Hidden", zh: "隐藏" },
        does: { en: "Who counts does not see what is expected: the count is their own.", zh: "盘点人看不到账面数量，独立清点。" },
      },
      shown: {
        name: { en: "Shown", zh: "显示" },
        does: { en: "The number of the books stands beside the keys.", zh: "按键旁显示账面数量。" },
      },
    },
  },
  "ship.sequence": {
    job: "ship",
    name: { en: "The order of loading", zh: "装车顺序" },
    values: {
      free: {
        name: { en: "Any", zh: "不限" },
        does: { en: "Cartons go onto the truck as they come.", zh: "纸箱按到达顺序装车。" },
      },
      warn: {
        name: { en: "Warn when out of turn", zh: "不按顺序时提醒" },
        does: { en: "A carton is told that goes on while an order that is due earlier waits; it counts all the same.", zh: "仍有更早到期的订单未装车时会提醒，但该箱仍然计入。" },
      },
    },
  },
};

/** Settings, as switch and value, that do not go together. */
export const CLASHES: readonly {
  readonly one: readonly string[];
  readonly other: readonly string[];
  readonly says: Text;
}[] = [
  { one: ["pick.item", "bin"], other: ["pick.tote", "none"], says: { en: "“The item at the shelf: The place stands for it” and “The tote after the item: Not asked” do not go together: nothing would be scanned after the place, so nobody could tell a stop that is done from one that is not", zh: "“货位上的货品: 以货位代替”与“拣货后的周转箱: 不要求”不能同时使用：扫描货位后不再扫描任何内容，无法判断该站是否完成" } },
  { one: ["pick.item", "bin"], other: ["pick.units", "keys"], says: { en: "“The item at the shelf: The place stands for it” and “Many of the same item: Scan one, key the rest” do not go together: there is no first scan of the item that the keys could go on from", zh: "“货位上的货品: 以货位代替”与“同一货品多件: 扫一件，其余按键”不能同时使用：没有货品的第一次扫描，按键无从继续" } },
];
