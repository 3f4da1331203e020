import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const jsonOf = (file: string) => JSON.parse(textOf(file)) as unknown;

/** The cells of a Markdown table's rows, without the padding that a formatter adds. */
function rowsOf(file: string): string[][] {
  const lines = textOf(file).split('\n');
  return lines
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(1, -1).split('|').map(trimmed));
}

function trimmed(text: string): string {
  return text.trim();
}

describe('the README', () => {
  it('lists every variable of the configuration with its default and meaning', () => {
    const { properties } = jsonOf('schemas/configuration/configuration.schema.json') as {
      properties: Record<string, { default?: string | number; description: string }>;
    };
    const rows = rowsOf('README.md').filter(([name = '']) => /^`[A-Z_]+`$/.test(name));
    expect(rows).toEqual(
      Object.entries(properties).map(([name, { default: standard = '', description }]) => [
        `\`${name}\``,
        standard === '' ? '' : `\`${standard}\``,
        description,
      ]),
    );
  });

  it('lists every npm script that people call', () => {
    const { scripts } = jsonOf('package.json') as { scripts: Record<string, string> };
    const called = Object.keys(scripts).filter((name) => !name.startsWith('pre'));
    const listed = rowsOf('README.md').flatMap(([name = '']) => /^`([a-z-]+)`$/.exec(name)?.[1] ?? []);
    expect(listed.sort()).toEqual(called.sort());
  });
});

describe('the map in ARCHITECTURE.md', () => {
  const map = /## Map\n\n```\n(.*?)```/s.exec(textOf('ARCHITECTURE.md'))?.[1] ?? '';
  const foldersIn = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

  it('names the folders of the server, and no others', () => {
    const listed = Array.from(map.matchAll(/^ {2}([a-z]+)\//gm), ([, name]) => name);
    expect(listed.sort()).toEqual(foldersIn('server').sort());
  });

  it.each(['features', 'sites', 'gateway'])('names the folders of server/%s', (folder) => {
    const block = map.slice(map.indexOf(`\n  ${folder}/`)).split(/\n {2}(?=\S)/)[1] ?? '';
    const listed = Array.from(block.matchAll(/(?<= )([a-z]+)\/(?=[\s]|$)/gm), ([, name]) => name);
    expect(listed.sort()).toEqual(foldersIn(`server/${folder}`).sort());
  });
});

describe('the documents', () => {
  const documents = [
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'THIRD_PARTY_NOTICES.md', 'docker/README.md'],
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  ];

  it.each(documents)('%s links to files that are there', (document) => {
    const links = Array.from(
      textOf(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g),
      ([, target = '']) => target,
    );
    const folder = join(root, document, '..');
    for (const target of links) expect(() => open(join(folder, target))).not.toThrow();
  });
});

function open(path: string): void {
  try {
    readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
  }
}
