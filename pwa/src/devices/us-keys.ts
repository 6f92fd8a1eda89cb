/** The characters of a keyboard of the United States by the place of its keys (W3C UI Events KeyboardEvent code). */

const SIGNS: Readonly<Record<string, string>> = {
  Digit1: "1!", Digit2: "2@", Digit3: "3#", Digit4: "4$", Digit5: "5%", Digit6: "6^", Digit7: "7&", Digit8: "8*",
  Digit9: "9(", Digit0: "0)", Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|",
  Semicolon: ";:", Quote: "'\"", Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?",
};

/** The character of a key, or none where the key is unknown. Caps Lock plays no part. */
export function usCharacter(code: string, shift: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  return SIGNS[code]?.charAt(shift ? 1 : 0) ?? null;
}
