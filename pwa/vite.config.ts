import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { defineConfig } from "vitest/config";
import { transformWithOxc, type Plugin, type Rolldown } from "vite";

const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

/** All files under a folder as [path with forward slashes, content hash], in a fixed order. */
function contents(folder: string): [path: string, hash: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath, f.name))
    .map((path): [string, string] => [relative(folder, path).split(sep).join("/"), hash(readFileSync(path))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const PACKED_WELL = new Set([".html", ".js", ".css", ".svg", ".webmanifest", ".wasm"]);

/** What the build before has packed, by the hash of what is in it: most of it is the same again, and it takes seconds. */
function packedBefore(folder: string): Map<string, Uint8Array> {
  const files = existsSync(folder) ? contents(folder).filter(([path]) => path.endsWith(".br")) : [];
  return new Map(files.map(([path]) => [path.split(".").at(-2) ?? "", readFileSync(join(folder, path))]));
}

/**
 * Packs each file that packs well as small as Brotli can, which takes too long to be done for an answer. The packed one
 * bears the hash of what is in it, `index.html.0123456789ab.br`: beside a file that was changed later it is not taken.
 */
async function pack(folder: string, before: Map<string, Uint8Array>): Promise<void> {
  const files = contents(folder).filter(([path]) => PACKED_WELL.has(extname(path)));
  await Promise.all(files.map(async ([path, had]) => {
    const bytes = readFileSync(join(folder, path));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const packed = before.get(had) ?? (await promisify(brotliCompress)(bytes, { params }));
    writeFileSync(join(folder, `${path}.${had}.br`), packed);
  }));
}

/** A part of the app by where its source stands, `pack-bench.js`: such a name stays when its content changes. */
function named({ name, facadeModuleId }: Rolldown.PreRenderedChunk): string {
  const source = facadeModuleId && /\/src\/(?:screens\/)?(.+)\.tsx?$/.exec(facadeModuleId.replaceAll("\\", "/"))?.[1];
  return `assets/${source ? source.replaceAll("/", "-") : name}.js`;
}

/**
 * Moves the parts of the app into a folder that bears the id of this build, which index.html and the service worker
 * name. Inside of it they call each other by plain names. So a change renames no file but the folder, what did not
 * change can be told by its bytes, and a page can't come by a part of another build.
 * Also writes dist/sw.js from src/worker.ts: its empty list marked FILES becomes the list of files to keep offline.
 */
function oneBuild(): Plugin {
  let root = "";
  let before = new Map<string, Uint8Array>();
  return {
    name: "tote:one-build",
    apply: (_, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      before = packedBefore(join(root, "dist"));
    },
    async closeBundle() {
      const dist = join(root, "dist");
      const [assets, index, from] = [join(dist, "assets"), join(dist, "index.html"), join(root, "src/worker.ts")];
      const worker = readFileSync(from, "utf8");
      if (!worker.includes("/*FILES*/ []")) throw new Error("src/worker.ts has no /*FILES*/ [] to fill");
      const id = hash(JSON.stringify([contents(dist), worker]));
      renameSync(assets, join(dist, id));
      mkdirSync(assets);
      renameSync(join(dist, id), join(assets, id));
      const page = readFileSync(index, "utf8").replaceAll('"./assets/', `"./assets/${id}/`);
      // The pictures for the home screen are for the browser that installs the app, not for the app.
      const files = contents(dist).filter(([path]) => !/\.(map|png)$/.test(path))
        .map(([path, had]) => [path, path === "index.html" ? hash(page) : had]);
      const filled = worker.replace("/*FILES*/ []", JSON.stringify(files)).replaceAll("__BUILD__", JSON.stringify(id));
      const { code } = await transformWithOxc(filled, from, { lang: "ts" });
      writeFileSync(join(dist, "sw.js"), code);
      writeFileSync(index, page);
      await pack(dist, before);
      writeFileSync(index, page); // again, last: the server takes it as the sign that a build is whole
    },
  };
}

/** Our few lines in the place of Vite's many: there is nothing to preload, only style sheets to wait for. */
function styled(): Plugin {
  return {
    name: "tote:styled",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (id === "\0vite/preload-helper.js" ? fileURLToPath(new URL("src/ui/styled.ts", import.meta.url)) : null),
  };
}

const files = { entryFileNames: named, chunkFileNames: named, assetFileNames: "assets/[name][extname]" };

export default defineConfig({
  publicDir: "static",
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "chrome100",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false, // what is loaded later comes from the kept shell, and there is one style sheet
    // The first screens in one file: it packs smaller than the many that later screens would cut it into.
    rolldownOptions: { output: { ...files, codeSplitting: { includeDependenciesRecursively: false, groups: [
      { name: "words", test: /generated.words/ },
      { name: "floor", tags: ["$initial"] },
      // Each file more that is loaded later has its name in the first one. Rules and screens of these jobs share most.
      { name: "pack", test: /src.(domain|ops|screens).(pack|pallet|ship)/ },
    ] } } },
    assetsInlineLimit: 0, // a data: URL would need a hole in the content security policy
  },
  worker: { format: "es", rolldownOptions: { output: files } },
  cacheDir: "node_modules/.vite",
  plugins: [styled(), oneBuild()],
  test: { setupFiles: ["src/sync/setup.ts"], include: ["src/**/*.test.ts", "src/**/*.test.tsx"], passWithNoTests: true, environment: "node", maxWorkers: 2, testTimeout: 20_000 },
});
