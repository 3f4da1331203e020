import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributes, html, join, jsonScript, safeUrl, trustedMarkup } from '../../server/platform/html.ts';

const anyText = fc.string({ unit: 'binary' });

/** Undoes exactly the five entities that the template writes. */
function unescaped(markup: string): string {
  const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => letters[name] ?? '');
}

/** Under another name, so that the formatter leaves the white space of these templates alone. */
const template = html;

describe('html', () => {
  it('keeps any text a text, in content and in an attribute', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { markup } = template`<p>${text}</p><a title="${text}"></a>`;
        const [, inContent, inAttribute] =
          /^<p>([^<>"']*)<\/p><a title="([^<>"']*)"><\/a>$/.exec(markup) ?? [];
        expect(unescaped(inContent ?? 'not found')).toBe(text);
        expect(unescaped(inAttribute ?? 'not found')).toBe(text);
      }),
    );
  });

  it('takes its own markup as markup, and lists of it in order', () => {
    const items = ['Lô 1', 'Lô <2>'].map((text) => template`<li>${text}</li>`);
    expect(template`<ul>${items}</ul>`.markup).toBe('<ul><li>Lô 1</li><li>Lô &lt;2&gt;</li></ul>');
  });

  it('leaves out what is missing or false, and keeps nought', () => {
    expect(template`<p>${undefined}${null}${false}${0}${''}</p>`.markup).toBe('<p>0</p>');
  });

  it.each<[string, () => unknown]>([
    ['an attribute without quotes', () => template`<a href=${'x'}>x</a>`],
    ['a single-quoted attribute', () => template`<a href='${'x'}'>x</a>`],
    ['the name of an element', () => template`<${'p'}>x</p>`],
    ['the name of an end tag', () => template`<p>x</${'p'}>`],
    ['a script', () => template`<script>const lot = ${'x'};</script>`],
    ['a style sheet', () => template`<style>p { color: ${'x'}; }</style>`],
    ['a comment', () => template`<!-- ${'x'} -->`],
    ['the attributes of a tag, as plain text', () => template`<p ${'hidden'}>x</p>`],
    ['the end of an attribute name', () => template`<p data-${attributes({ a: 1 })}>x</p>`],
  ])('refuses a value in %s', (_place, render) => {
    expect(render).toThrow(/^html: /);
  });

  it('knows text again after a script, a comment and a quoted bracket', () => {
    const page = template`<script src="/a.js"></script><!-- > --><p title="a > b">${'<x>'}</p>`;
    expect(page.markup).toBe('<script src="/a.js"></script><!-- > --><p title="a > b">&lt;x&gt;</p>');
  });
});

describe('attributes', () => {
  it('writes true as a bare name and leaves out false, null and undefined', () => {
    const made = attributes({
      required: true,
      hidden: false,
      id: undefined,
      title: null,
      rows: 4,
      value: '"<&',
    });
    expect(html`<input ${made} />`.markup).toBe('<input required rows="4" value="&quot;&lt;&amp;" />');
  });

  it('cannot be left early by any value', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { markup } = attributes({ value });
        expect(markup).toMatch(/^value="[^"<>]*"$/s);
        expect(unescaped(markup.slice('value="'.length, -1))).toBe(value);
      }),
    );
  });

  it.each(['onclick', 'a b', 'x=y', '"', ''])('refuses the name %j', (name) => {
    expect(() => attributes({ [name]: 'x' })).toThrow('bad attribute');
  });

  it('stand inside a tag only', () => {
    expect(() => html`<p>${attributes({ id: 'x' })}</p>`).toThrow('inside a tag only');
  });
});

describe('join', () => {
  it('escapes items and what stands between them', () => {
    expect(join(['a', html`<b>b</b>`, '<c>'], ' & ').markup).toBe('a &amp; <b>b</b> &amp; &lt;c&gt;');
  });
});

describe('safeUrl', () => {
  it('takes web addresses', () => {
    expect(safeUrl('https://example.vn/a?b=1')).toBe('https://example.vn/a?b=1');
    expect(safeUrl('HTTP://Example.vn')).toBe('http://example.vn/');
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//host/x',
    '/x',
    '',
    undefined,
  ])('gives nothing for %j', (address) => {
    expect(safeUrl(address)).toBeUndefined();
  });
});

describe('jsonScript', () => {
  it('carries any value unchanged and cannot end its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        const { markup } = jsonScript('application/json', 'data', { value, text });
        const [, body] =
          /^<script type="application\/json" id="data">([^<\u2028\u2029]*)<\/script>$/.exec(markup) ?? [];
        expect(JSON.parse(body ?? 'null')).toEqual(JSON.parse(JSON.stringify({ value, text })));
      }),
    );
  });
});

describe('trustedMarkup', () => {
  it('stands as it is', () => {
    expect(html`<svg>${trustedMarkup('<path d="M0 0"/>')}</svg>`.markup).toBe('<svg><path d="M0 0"/></svg>');
  });
});
