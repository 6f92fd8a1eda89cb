/** Keeps what one person may see from the next who takes the same device: on the disk it is sealed. */

export type Sealed = Uint8Array<ArrayBuffer>;

export interface Safe {
  /** Whose seal is open; empty while nobody's is. */
  readonly owner: string;
  /** Whether a scope is for one person's eyes. */
  isPrivate(scope: string): boolean;
  seal(text: string): Promise<Sealed>;
  /** Throws if it was sealed by somebody else, or changed. */
  open(sealed: Sealed): Promise<string>;
}
