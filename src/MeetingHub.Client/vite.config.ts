import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import elementPlus from "unplugin-element-plus/vite";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What pdf.js asks for by name: fonts that a PDF may leave out, tables of Asian letters, and its decoder of JPEG 2000 without WebAssembly. */
function pdfParts(): Plugin {
  const from = here("node_modules/pdfjs-dist/");
  const { version } = JSON.parse(readFileSync(`${from}package.json`, "utf8")) as { version: string };
  const parts = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$/, wasm: /nowasm_fallback\.js$/ };
  return {
    name: "pdf-parts",
    apply: "build",
    generateBundle() {
      for (const [folder, wanted] of Object.entries(parts))
        for (const name of readdirSync(from + folder).filter((one) => wanted.test(one)))
          this.emitFile({ type: "asset", fileName: `assets/pdfjs-${version}/${folder}/${name}`, source: readFileSync(`${from}${folder}/${name}`) });
    },
  };
}

export default defineConfig({
  base: "/app/",
  // Adds the stylesheet of each Element Plus component that a file imports by name, and no other.
  plugins: [vue(), elementPlus({}), pdfParts()],
  define: {
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    // Messages are interpreted, never compiled with eval: the page's CSP forbids it.
    __INTLIFY_JIT_COMPILATION__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_PROD_DEVTOOLS__: false,
  },
  build: {
    // build.mjs sets it to a folder beside the real one, which is then swapped in whole.
    outDir: process.env["MEETINGHUB_CLIENT_OUT"] ?? here("../../wwwroot/app"),
    emptyOutDir: true,
    manifest: true,
    // Fonts as data: addresses would be refused by the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: here("index.html"), room: here("room.html") } },
  },
  server: {
    proxy: { "/api": "http://localhost:5080", "/hubs": { target: "http://localhost:5080", ws: true } },
  },
  test: { include: ["tests/**/*.test.ts", "src/**/*.test.ts"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
