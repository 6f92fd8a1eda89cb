/** How a kind of box is called. */

import type { BoxType } from "../../generated/rows";
import { lang } from "../../ui/lang";

export const boxName = ({ name_en, name_zh }: BoxType): string => (lang.value === "zh" ? name_zh : name_en);

const cm = (mm: number): string => String(Math.round(mm) / 10);

/** Centimetres, as they stand on boxes. */
export const boxSize = ({ length_mm, width_mm, height_mm }: BoxType): string => `${[length_mm, width_mm, height_mm].map(cm).join(" × ")} cm`;
