/** Characters by the place of a key, on the keyboards that a scanner or a host may be set to. */

import { usCharacter } from "./us-keys";

export type Layout = "us" | "azerty" | "qwertz";

const AZERTY: Readonly<Record<string, string>> = {
  Backquote: "²", Digit1: "&1", Digit2: "é2", Digit3: '"3', Digit4: "'4", Digit5: "(5", Digit6: "-6", Digit7: "è7",
  Digit8: "_8", Digit9: "ç9", Digit0: "à0", Minus: ")°", Equal: "=+", BracketLeft: "^¨", BracketRight: "$£",
  Semicolon: "mM", Quote: "ù%", Backslash: "*µ", Comma: ";.", Period: ":/", Slash: "!§", IntlBackslash: "<>",
  KeyQ: "aA", KeyA: "qQ", KeyW: "zZ", KeyZ: "wW", KeyM: ",?",
};
const QWERTZ: Readonly<Record<string, string>> = {
  Backquote: "^°", Digit1: "1!", Digit2: '2"', Digit3: "3§", Digit4: "4$", Digit5: "5%", Digit6: "6&", Digit7: "7/",
  Digit8: "8(", Digit9: "9)", Digit0: "0=", Minus: "ß?", Equal: "´`", BracketLeft: "üÜ", BracketRight: "+*",
  Semicolon: "öÖ", Quote: "äÄ", Backslash: "#'", Comma: ",;", Period: ".:", Slash: "-_", IntlBackslash: "<>",
  KeyY: "zZ", KeyZ: "yY",
};
const OTHERS = { azerty: AZERTY, qwertz: QWERTZ };

/** The character of a key on such a keyboard, or none where the place is unknown. Caps Lock plays no part. */
export function placed(layout: Layout, code: string, shift: boolean): string | null {
  const own = layout === "us" ? undefined : OTHERS[layout][code];
  if (own !== undefined) return own.charAt(shift && own.length > 1 ? 1 : 0);
  return usCharacter(code, shift);
}
