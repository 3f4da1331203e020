import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Asset {
  /** Its address, which changes with its content and so may be kept for good. */
  url: string;
  type: string;
  body: Buffer;
}

const folder = path.join(import.meta.dirname, '../assets');
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const packagedFonts = ['vietnamese', 'latin-ext', 'latin'].flatMap((subset) =>
  [400, 600, 700].map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

let paths: Map<string, string> | undefined;
let assetsByUrl: Map<string, Asset> | undefined;
const assets = new Map<string, Asset>();

/** The address of a file of `sites/assets`, or of a font: `assetUrl('site.css')`, `assetUrl('fonts/….woff2')`. */
export function assetUrl(name: string): string {
  return assetNamed(name).url;
}

/** A style sheet's text as it stands in the folder, for a page that carries its style inline. */
export function assetText(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}

/** All files are read on the first call; afterwards an address from outside is looked up here and nowhere else. */
export function assetAt(url: string): Asset | undefined {
  assetsByUrl ??= new Map([...knownPaths().keys()].map((name) => [assetUrl(name), assetNamed(name)]));
  return assetsByUrl.get(url);
}

function assetNamed(name: string): Asset {
  let asset = assets.get(name);
  if (!asset) {
    asset = readAsset(name);
    assets.set(name, asset);
  }
  return asset;
}

function readAsset(name: string): Asset {
  const { ext, dir, name: stem } = path.posix.parse(name);
  const isText = ext === '.css' || ext === '.js';
  const body = isText ? Buffer.from(withHashedAddresses(withImports(name))) : readFileSync(pathOf(name));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { url: path.posix.join('/assets', dir, `${stem}.${hash}${ext}`), type: types[ext] ?? '', body };
}

/** One request instead of one a file: `@import './base.css';` is replaced by that file. */
function withImports(name: string): string {
  return assetText(name).replace(/^@import '\.\/([a-z-]+\.css)';$/gm, (_, part: string) => withImports(part));
}

function withHashedAddresses(text: string): string {
  return text.replace(/\/assets\/([\w./-]+)/g, (address, name: string) =>
    knownPaths().has(name) ? assetUrl(name) : address,
  );
}

function pathOf(name: string): string {
  const file = knownPaths().get(name);
  if (file === undefined) throw new Error(`There is no asset ${name}`);
  return file;
}

function knownPaths(): Map<string, string> {
  paths ??= new Map([...ownFiles(), ...fontFiles()]);
  return paths;
}

function ownFiles(): [string, string][] {
  return readdirSync(folder)
    .filter((name) => path.extname(name) in types)
    .map((name) => [name, path.join(folder, name)]);
}

function fontFiles(): [string, string][] {
  const { resolve } = createRequire(import.meta.url);
  return packagedFonts.map((name) => [`fonts/${name}`, resolve(`@fontsource/be-vietnam-pro/files/${name}`)]);
}
