/** The bars of GS1-128 (ISO/IEC 15417) for numbers, as the label of a carton bears them. */

/** Bars and spaces of each codeword in modules, six digits a codeword (table 1 of the standard). */
const CODEWORDS =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122" +
  "123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323" +
  "131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131" +
  "213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122" +
  "141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112" +
  "124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141" +
  "411131211412211214211232";
const STOP = "2331112";
const START_C = 105;
const FNC1 = 102;
const MODULO = 103;

/** Modules, `1` for a bar, of an element string of an even number of digits. */
export function gs1Digits(text: string): string {
  const words = [START_C, FNC1, ...(text.match(/[0-9]{2}/g) ?? []).map(Number)];
  const check = words.reduce((sum, word, place) => sum + Math.max(1, place) * word, 0) % MODULO;
  return [...words, check].map((word) => drawn(CODEWORDS.slice(6 * word, 6 * word + 6))).join("") + drawn(STOP);
}

const drawn = (runs: string): string => Array.from(runs, (run, at) => (at % 2 ? "0" : "1").repeat(Number(run))).join("");
