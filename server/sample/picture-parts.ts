import { readFileSync } from 'node:fs';
import path from 'node:path';

export const width = 1200;
export const height = 900;

/** A whole picture: its layers from back to front, and the words that say it is a drawing. */
export function picture(...layers: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${layers.join('\n')}
${label()}
</svg>`;
}

/** Big enough to be read where the picture is 320 px wide. */
function label(): string {
  const file = readFileSync(path.join(import.meta.dirname, 'pictures', 'label.svg'), 'utf8');
  const outlines = /<path[^]*\/>/.exec(file)?.[0] ?? '';
  return `<rect x="24" y="822" width="652" height="58" rx="10" fill="#ffffff" fill-opacity=".92"/>
<g transform="translate(44 828) scale(.45)" fill="#14231b">${outlines}</g>`;
}

export function times(count: number, draw: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => draw(at)).join('');
}

export function at(x: number, y: number, drawn: string, { scale = 1, turn = 0 } = {}): string {
  return `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${drawn}</g>`;
}

export function mirrored(drawn: string): string {
  return `<g transform="scale(-1 1)">${drawn}</g>`;
}

export function disc(x: number, y: number, r: number, fill: string): string {
  return oval(x, y, [r, r], fill);
}

export function oval(x: number, y: number, [rx, ry]: [number, number], fill: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
}

/** `box` is x, y, width, height. */
export function block(box: [number, number, number, number], fill: string, radius = 0): string {
  const [x, y, w, h] = box;
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}"/>`;
}

export function shape(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

export function line(d: string, stroke: string, thickness: number): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
