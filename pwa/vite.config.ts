import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { defineConfig } from "vitest/config";
import { transformWithOxc, type Plugin } from "vite";

const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

/** All files under a folder as [path with forward slashes, content hash], in a fixed order. */
function contents(folder: string): [path: string, hash: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath, f.name))
    .map((path): [string, string] => [relative(folder, path).split(sep).join("/"), hash(readFileSync(path))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const BUILD = hash(JSON.stringify([contents("src"), contents("static"), readFileSync("package-lock.json", "utf8")]));

/**
 * Writes dist/sw.js from src/worker.ts: its empty list marked FILES becomes the list of files to keep offline.
 * The worker can't be a bundle entry, since it names the hashes of all the others.
 */
function serviceWorker(): Plugin {
  let root = "";
  return {
    name: "tote:service-worker",
    apply: (_, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    configResolved(config) {
      root = config.root;
    },
    async closeBundle() {
      const dist = join(root, "dist");
      const files = contents(dist).filter(([path]) => path !== "sw.js" && !path.endsWith(".map"));
      const from = join(root, "src/worker.ts");
      const marked = readFileSync(from, "utf8");
      if (!marked.includes("/*FILES*/ []")) throw new Error("src/worker.ts has no /*FILES*/ [] to fill");
      const filled = marked.replace("/*FILES*/ []", JSON.stringify(files)).replaceAll("__BUILD__", JSON.stringify(BUILD));
      const { code } = await transformWithOxc(filled, from, { lang: "ts" });
      writeFileSync(join(dist, "sw.js"), code);
    },
  };
}

export default defineConfig({
  publicDir: "static",
  base: "./",
  define: { __BUILD__: JSON.stringify(BUILD) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "chrome100",
    outDir: "dist",
    emptyOutDir: true,
    modulePreload: false, // what is loaded later comes from the kept shell, and there is one style sheet
    // The first screens in one file: it packs smaller than the many that later screens would cut it into.
    rolldownOptions: { output: { codeSplitting: { includeDependenciesRecursively: false, groups: [
      { name: "words", test: /generated.words/ },
      { name: "floor", tags: ["$initial"] },
      // Each file more that is loaded later has its name in the first one. Rules and screens of these jobs share most.
      { name: "pack", test: /src.(domain|ops|screens).(pack|pallet|ship)/ },
    ] } } },
    assetsInlineLimit: 0, // a data: URL would need a hole in the content security policy
  },
  worker: { format: "es" },
  cacheDir: "node_modules/.vite",
  plugins: [serviceWorker()],
  test: { setupFiles: ["src/sync/setup.ts"], include: ["src/**/*.test.ts", "src/**/*.test.tsx"], passWithNoTests: true, environment: "node", maxWorkers: 2, testTimeout: 20_000 },
});
