/**
 * BLAKE2b (RFC 7693) with 16 bytes. The compression is WebAssembly, since it adds numbers of 64 bits: put together here
 * from its few instructions. Where that is switched off, big integers do the same, slowly.
 */

const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
/** The order of the words of a block in each round. RFC 7693, 2.7. */
const SIGMA = [
  "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
  "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  "0123456789abcdef", "ea489fd61c02b753",
].map((round) => [...round].map((digit) => parseInt(digit, 16)));
/** The four words that each step of a round mixes: columns, then diagonals. RFC 7693, 3.2. */
const STEPS = ["048c", "159d", "26ae", "37bf", "05af", "16bc", "278d", "349e"].map((s) => [...s].map((d) => parseInt(d, 16)));

/** Where things lie in the memory: the state of 8 words, the order of the words, the text. */
const ORDER = 64;
const TEXT = 512;
const BLOCK = 128;

/** Mixes the block at an address into the state; `t`: how many bytes that makes in all. */
type Compress = (at: number, t: number, isLast: number) => void;

const START = new BigUint64Array(IV.map((word, i) => (i === 0 ? word ^ 0x01010010n : word)));

let memory: { buffer: ArrayBuffer; grow(pages: number): void };
let compress: Compress;
let bytes: Uint8Array;
let state: BigUint64Array;
const utf8 = new TextEncoder();

function open(): void {
  try {
    const made = new WebAssembly.Memory({ initial: 4 });
    memory = made;
    compress = new WebAssembly.Instance(new WebAssembly.Module(assembled()), { "": { m: made } }).exports["c"] as Compress;
  } catch {
    memory = { buffer: new ArrayBuffer(4 << 16), grow: (pages) => void (memory.buffer = new ArrayBuffer(memory.buffer.byteLength + (pages << 16))) };
    compress = slow;
  }
  view();
}

function view(): void {
  bytes = new Uint8Array(memory.buffer);
  state = new BigUint64Array(memory.buffer, 0, 8);
  bytes.set(SIGMA.flat().map((word) => word * 8), ORDER);
}

/** Hash `head`, if there is one, and the text after it. The result lies in the first 16 bytes of what is returned. */
export function blake2b(text: string, head?: Uint8Array): Uint8Array {
  if (!bytes) open();
  const start = TEXT + (head?.length ?? 0);
  const most = start + text.length * 3 + BLOCK;
  if (most > bytes.length) {
    memory.grow(((most - bytes.length) >> 16) + 1);
    view();
  }
  if (head) bytes.set(head, TEXT);
  const end = start + utf8.encodeInto(text, bytes.subarray(start)).written;
  bytes.fill(0, end, end + BLOCK);
  state.set(START);
  let at = TEXT;
  for (; at + BLOCK < end; at += BLOCK) compress(at, at + BLOCK - TEXT, 0);
  compress(at, end - TEXT, 1);
  return bytes;
}

const slow: Compress = (at, t, isLast) => {
  const words = new BigUint64Array(memory.buffer, at, 16);
  const v = [...state, ...IV];
  v[12]! ^= BigInt(t);
  if (isLast) v[14] = BigInt.asUintN(64, ~v[14]!);
  const turn = (x: bigint, n: bigint): bigint => BigInt.asUintN(64, (x >> n) | (x << (64n - n)));
  for (const order of SIGMA) {
    STEPS.forEach(([a, b, c, d], i) => {
      for (const [word, p, q] of [[order[i * 2]!, 32n, 24n], [order[i * 2 + 1]!, 16n, 63n]] as const) {
        v[a!] = BigInt.asUintN(64, v[a!]! + v[b!]! + words[word]!);
        v[d!] = turn(v[d!]! ^ v[a!]!, p);
        v[c!] = BigInt.asUintN(64, v[c!]! + v[d!]!);
        v[b!] = turn(v[b!]! ^ v[c!]!, q);
      }
    });
  }
  for (let i = 0; i < 8; i++) state[i]! ^= v[i]! ^ v[i + 8]!;
};

/** The module: one function `c` of the type `Compress` over an imported memory. */
function assembled(): Uint8Array<ArrayBuffer> {
  const [AT, T, LAST, ROUND, V] = [0, 1, 2, 3, 4];
  const get = (local: number): number[] => [0x20, local];
  const set = (local: number): number[] => [0x21, local];
  const [ADD, XOR, TURN] = [0x7c, 0x85, 0x8a];
  const load = (word: number): number[] => [0x41, 0, 0x29, 3, word * 8];
  const word = (k: number): number[] => [...get(AT!), ...get(ROUND!), 0x2d, 0, ...unsigned(ORDER + k), 0x6a, 0x29, 3, 0];
  const code: number[] = [];
  for (let i = 0; i < 8; i++) code.push(...load(i), ...set(V! + i), 0x42, ...signed(IV[i]!), ...set(V! + 8 + i));
  code.push(...get(V! + 12), ...get(T!), 0xad, XOR, ...set(V! + 12));
  code.push(...get(V! + 14), 0x42, 0, ...get(LAST!), 0xad, 0x7d, XOR, ...set(V! + 14)); // 0 - last: all ones for the last
  code.push(0x03, 0x40); // a loop over the rounds
  STEPS.forEach((step, i) => {
    const [a, b, c, d] = step.map((local) => V! + local) as [number, number, number, number];
    for (const [k, p, q] of [[i * 2, 32, 24], [i * 2 + 1, 16, 63]] as const) {
      code.push(...get(a), ...get(b), ADD, ...word(k), ADD, ...set(a));
      code.push(...get(d), ...get(a), XOR, 0x42, ...signed(BigInt(p)), TURN, ...set(d));
      code.push(...get(c), ...get(d), ADD, ...set(c));
      code.push(...get(b), ...get(c), XOR, 0x42, ...signed(BigInt(q)), TURN, ...set(b));
    }
  });
  code.push(...get(ROUND!), 0x41, 16, 0x6a, 0x22, ROUND!, 0x41, ...signed(192n), 0x49, 0x0d, 0, 0x0b);
  for (let i = 0; i < 8; i++) {
    code.push(0x41, 0, ...load(i), ...get(V! + i), XOR, ...get(V! + 8 + i), XOR, 0x37, 3, i * 8);
  }
  const body = [2, 1, 0x7f, 16, 0x7e, ...code, 0x0b]; // locals: one i32, sixteen i64
  const section = (id: number, ...content: number[]): number[] => [id, ...unsigned(content.length), ...content];
  return new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, 1, 0x60, 3, 0x7f, 0x7f, 0x7f, 0),
    ...section(2, 1, 0, 1, 0x6d, 2, 0, 1),
    ...section(3, 1, 0),
    ...section(7, 1, 1, 0x63, 0, 0),
    ...section(10, 1, ...unsigned(body.length), ...body),
  ]);
}

/** LEB128, as WebAssembly writes numbers. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)];
}

function signed(value: bigint): number[] {
  const number = BigInt.asIntN(64, value);
  const low = Number(number & 127n);
  const rest = number >> 7n;
  const isEnd = (rest === 0n && !(low & 64)) || (rest === -1n && (low & 64) !== 0);
  return isEnd ? [low] : [low | 128, ...signed(rest)];
}
