/** Badges that are held to the back of a device: text or address records of NFC, where the browser reads them. */

interface NdefRecord {
  readonly recordType: string;
  readonly encoding?: string;
  readonly data?: BufferSource;
}
interface NdefReading extends Event {
  readonly message: { readonly records: readonly NdefRecord[] };
}
interface NdefReader extends EventTarget {
  scan(options: { signal: AbortSignal }): Promise<void>;
}
type NdefReaderClass = new () => NdefReader;

const readerClass = (): NdefReaderClass | undefined => (globalThis as { NDEFReader?: NdefReaderClass }).NDEFReader;

/** Chrome on Android; nowhere else yet. */
export const hasNfc = (): boolean => readerClass() !== undefined;

/** `unread`: a tag was there, but it could not be read to its end. */
export type NfcTrouble = "refused" | "off" | "unread";

/**
 * Listen for tags until the signal is aborted; the browser asks the person the first time, so this begins with a tap.
 * `on` gets each text on a tag. What goes wrong goes to `no`, at once or later.
 */
export async function listenNfc(signal: AbortSignal, on: (text: string) => void, no: (why: NfcTrouble) => void): Promise<void> {
  const Reader = readerClass();
  if (!Reader) return no("off");
  const reader = new Reader();
  reader.addEventListener("reading", (event) => {
    for (const record of (event as NdefReading).message.records) {
      const text = textOf(record);
      if (text !== null) on(text);
    }
  }, { signal });
  reader.addEventListener("readingerror", () => no("unread"), { signal });
  try {
    await reader.scan({ signal });
  } catch (failed) {
    const name = failed instanceof Error ? failed.name : "";
    if (name !== "AbortError") no(name === "NotAllowedError" ? "refused" : "off");
  }
}

/** The text of a text or address record; null for others. */
function textOf({ recordType, encoding, data }: NdefRecord): string | null {
  if (!data || (recordType !== "text" && recordType !== "url")) return null;
  try {
    return new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(data);
  } catch {
    return null;
  }
}
