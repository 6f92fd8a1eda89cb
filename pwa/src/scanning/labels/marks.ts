/** What a label is made of. All lengths in millimetres from the upper left corner of the label. */

/** One line of text; `y` is its baseline, `size` the height of an em. */
export interface Text {
  readonly is: "text";
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
  readonly bold: boolean;
}

/** A filled rectangle. */
export interface Box {
  readonly is: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A linear symbol. `modules` has `1` for a bar and `0` for a space, each `module` wide; no quiet zones. */
export interface Bars {
  readonly is: "bars";
  readonly x: number;
  readonly y: number;
  readonly module: number;
  readonly height: number;
  readonly modules: string;
}

export type Mark = Text | Box | Bars;

/** One label of this size, and what stands on it. `title` names it among others. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly title: string;
}
