/** zxing-cpp as WebAssembly: a grey picture in, what its symbols say out. The file is ours; none comes from a CDN. */

import { prepareZXingModule, type ZXingReaderModule } from "zxing-wasm/reader";
import type { Gray } from "./gray";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One symbol in a picture. */
export interface Code {
  /** Symbology identifier and text, as a wedge scanner sends them; separators are GS. */
  readonly raw: string;
  /** Name of the symbology in zxing, such as EAN13. */
  readonly format: string;
  /** Corners in dots of the picture, clockwise. */
  readonly corners: readonly Point[];
  /** How many lines across a linear symbol agreed; 0 for a matrix. */
  readonly lines: number;
}

/** What a stage asks of the reader. */
export interface Asked {
  readonly harder: boolean;
  /** Also lying on its side, or white on black. */
  readonly anyWay: boolean;
}

/** Synchronous once it is there: one picture at a time. */
export type Reader = (picture: Gray, asked: Asked) => Code[];

/**
 * Few formats, since each one more is a chance to see what is not there: a UPC-E in the halves of an EAN-13, a short
 * ITF in anything with stripes. ITF14 has a fixed length and a check digit; Code 39 and Codabar have neither.
 */
export const FORMATS = [
  "EAN13", "EAN8", "UPCA", "UPCE", "Code128", "ITF14", "QRCode", "DataMatrix", "DataBarOmni", "DataBarStk",
  "DataBarStkOmni", "DataBarLtd", "DataBarExp", "DataBarExpStk",
].join(",");

// zxing's own numbers: Binarizer LocalAverage, EanAddOnSymbol Ignore, CharacterSet Unknown. TextMode must be Plain:
// its default writes brackets around identifiers and drops the separators.
const SAME = {
  formats: FORMATS,
  tryDenoise: false,
  binarizer: 0,
  isPure: false,
  downscaleThreshold: 500,
  downscaleFactor: 3,
  minLineCount: 2,
  maxNumberOfSymbols: 16,
  validateOptionalChecksum: true,
  returnErrors: false,
  eanAddOnSymbol: 0,
  textMode: 0,
  characterSet: 0,
  tryCode39ExtendedMode: false,
};

/** What an Emscripten module has beside its own functions. */
interface Memory {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(at: number): void;
}

export interface Wasm {
  /** Where the file lies, for a browser. */
  readonly url?: string;
  /** Its bytes, where there is nothing to fetch from. */
  readonly bytes?: Uint8Array;
}

/** Compiles and starts it. */
export async function startReader({ url, bytes }: Wasm): Promise<Reader> {
  const zxing = await prepareZXingModule({
    overrides: {
      ...(url ? { locateFile: () => url } : {}),
      ...(bytes ? { wasmBinary: bytes.slice().buffer as ArrayBuffer } : {}),
    },
    fireImmediately: true,
  });
  return (picture, asked) => read(zxing as ZXingReaderModule & Memory, picture, asked);
}

function read(zxing: ZXingReaderModule & Memory, { data, width, height }: Gray, { harder, anyWay }: Asked): Code[] {
  const at = zxing._malloc(data.length);
  if (!at) throw new Error(`no memory for a picture of ${width} by ${height}`);
  try {
    zxing.HEAPU8.set(data, at);
    const options = { ...SAME, tryHarder: harder, tryRotate: anyWay, tryInvert: anyWay, tryDownscale: anyWay };
    const found = zxing.readBarcodesFromPixmap(at, width, height, options);
    const codes: Code[] = [];
    for (let index = 0; index < found.size(); index += 1) {
      const one = found.get(index);
      if (!one?.isValid || one.text === "") continue;
      const { topLeft, topRight, bottomRight, bottomLeft } = one.position;
      const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x, y }));
      codes.push({ raw: identifier(one.symbologyIdentifier) + one.text, format: one.format, corners, lines: one.lineCount });
    }
    (found as { delete?: () => void }).delete?.();
    return codes;
  } finally {
    zxing._free(at);
  }
}

/** Of Data Matrix in a long shape (DMRE) ISO/IEC 15424 counts on from 7: the same contents under another number. */
const identifier = (said: string): string =>
  /^\]d[7-9]$/.test(said) ? `]d${Number(said.charAt(2)) - 6}` : said;
