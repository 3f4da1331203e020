import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pageTemplate } from '../../server/platform/joined-page.ts';

const mark = '@@mark@@';
const gap = (name: string) => mark + name + mark;
const page = (name: string, code: string) =>
  `<title>${name}</title>${'<p>Đường thốt nốt Văn Giáo</p>'.repeat(300)}<h1>${name}</h1><a href="/${code}">x</a>`;
const template = pageTemplate(page(gap('name'), gap('code')), mark);

describe('a page joined of parts compressed at different times', () => {
  it('is what its parts say, plain, to zlib and to gzip', () => {
    const filled = template.fill({ name: 'Mã hợp lệ', code: 'AB12' });
    const text = page('Mã hợp lệ', 'AB12');
    expect(filled.plain().toString()).toBe(text);
    expect(gunzipSync(filled.gzip()).toString()).toBe(text);
    const program = spawnSync('gzip', ['-d'], { input: filled.gzip() });
    if (!program.error) expect([program.status, program.stdout.toString()]).toEqual([0, text]);
    expect(filled.gzip().length).toBeLessThan(text.length / 10);
  });

  it('holds for any text around and in any number of gaps, empty and large ones too', () => {
    const words = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words), { maxLength: 6 }), words, (pairs, last) => {
        const text = pairs.map(([fixed], at) => fixed + gap(String(at))).join('') + last;
        const values = Object.fromEntries(pairs.map(([, value], at) => [String(at), value]));
        const expected = pairs.map(([fixed, value]) => fixed + value).join('') + last;
        const filled = pageTemplate(text, mark).fill(values);
        expect(gunzipSync(filled.gzip())).toEqual(Buffer.from(expected));
      }),
      { numRuns: 200 },
    );
    const large = 'x'.repeat(200_000);
    expect(gunzipSync(template.fill({ name: large, code: '' }).gzip()).toString()).toBe(page(large, ''));
  });

  it('has a validator that changes with everything that is said, and with nothing else', () => {
    const tag = (name: string, code: string) => template.fill({ name, code }).tag;
    expect(tag('a', 'b')).toBe(tag('a', 'b'));
    const other = pageTemplate(page(gap('name'), gap('code')).replace('Văn', 'Vĩnh'), mark);
    const tags = [tag('a', 'b'), tag('ab', ''), tag('b', 'a'), other.fill({ name: 'a', code: 'b' }).tag];
    expect(new Set(tags).size).toBe(4);
  });
});
