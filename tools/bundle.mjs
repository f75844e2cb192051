// Makes the files of src/runut/web/static/dist: run by tools/assets.py, which finds node and installs the packages.
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { bundleAsync } from "lightningcss";
import { PurgeCSS } from "purgecss";

const [root, icons] = [process.argv[2], JSON.parse(process.argv[3])];
const web = path.join(root, "src/runut/web");
const dist = path.join(web, "static/dist");
const packages = path.join(root, "node_modules");
const version = (major) => major << 16;
// The oldest browsers that offices still get updates for.
const targets = { chrome: version(109), edge: version(109), firefox: version(115), safari: version(16) };

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([style(), script(), rooms(), sprite(), font()]);

async function style() {
  // Only what templates name (Tabler whole is 79 kB compressed), and nothing by a name that a part of our own has.
  const names = (await sheets(path.join(web, "assets/css"))).flatMap((text) => [...text.matchAll(/\.([a-z][\w-]*)/g)].map((found) => found[1]));
  const [tabler] = await new PurgeCSS().purge({
    content: [path.join(root, "src/runut/*/templates/**/*.html"), path.join(web, "templatetags/*.py")],
    css: [path.join(packages, "@tabler/core/dist/css/tabler.css")],
    blocklist: [...new Set(names)],
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  const entry = path.join(web, "assets/css/runut.css");
  const made = await bundleAsync({
    filename: entry,
    minify: true,
    targets,
    resolver: {
      read: (file) => (path.basename(file) === "tabler.css" ? tabler.css.replace(/@charset [^;]+;/, "") : readFile(file, "utf8")),
    },
  });
  await writeFile(path.join(dist, "runut.css"), made.code);
}

async function sheets(folder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".css"));
  return Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")));
}

async function script() {
  await build({
    entryPoints: [path.join(web, "assets/js/runut.js")],
    outfile: path.join(dist, "runut.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome109", "firefox115", "safari16"],
    logLevel: "warning",
  });
}

// What single pages of a room need of npm packages: src/runut/<room>/assets/<name>.js or .css becomes dist/<room>-<name>.js or .css.
async function rooms() {
  const entries = {};
  for (const room of await readdir(path.join(root, "src/runut"))) {
    const assets = path.join(root, "src/runut", room, "assets");
    if (room === "web" || !existsSync(assets)) continue;
    for (const name of await readdir(assets)) {
      const { name: stem, ext } = path.parse(name);
      if (ext === ".js" || ext === ".css") entries[`${room}-${stem}`] ??= [];
      entries[`${room}-${stem}`]?.push(path.join(assets, name));
    }
  }
  const points = Object.entries(entries).flatMap(([out, files]) => files.map((file) => ({ in: file, out })));
  await build({
    entryPoints: points,
    outdir: dist,
    bundle: true,
    minify: true,
    format: "esm",
    // Pictures and fonts travel in files of their own: the policy of the pages allows no data addresses for fonts.
    loader: { ".woff2": "file", ".woff": "file", ".ttf": "file", ".eot": "file", ".svg": "file", ".png": "file" },
    nodePaths: [packages],
    target: ["chrome109", "firefox115", "safari16"],
    logLevel: "warning",
  });
}

async function sprite() {
  const drawn = await Promise.all(
    Object.entries(icons).map(async ([name, icon]) => {
      const source = await readFile(path.join(packages, "@tabler/icons/icons/outline", `${icon}.svg`), "utf8");
      const inner = source.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
      return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").replace(/> </g, "><").trim()}</symbol>`;
    }),
  );
  await writeFile(path.join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${drawn.join("")}</svg>\n`);
}

async function font() {
  const files = path.join(packages, "@fontsource-variable/plus-jakarta-sans/files");
  await cp(path.join(files, "plus-jakarta-sans-latin-wght-normal.woff2"), path.join(dist, "plus-jakarta-sans.woff2"));
}
