// Unpacks the headless shell of @sparticuz/chromium with the libraries and fonts that it brings: node unpack.mjs FROM TO
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const [from, to] = process.argv.slice(2);
const open = (name) => brotliDecompressSync(readFileSync(join(from, name)));
for (const part of ["al2023", "swiftshader", "fonts"]) {
  const tar = join(to, `${part}.tar`);
  writeFileSync(tar, open(`${part}.tar.br`));
  execFileSync("tar", ["-xf", tar, "-C", to]);
  rmSync(tar);
}
writeFileSync(join(to, "chromium"), open("chromium.br"), { mode: 0o755 }); // last: its presence says that all is there
