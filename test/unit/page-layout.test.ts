import { describe, expect, it } from '@jest/globals';
import { html } from '../../server/platform/html.ts';
import { translate } from '../../server/platform/i18n.ts';
import type { Language } from '../../server/platform/i18n.ts';
import { samplePages } from '../../scripts/page-samples.ts';
import { dataTable } from '../../server/sites/shared/data-table.ts';
import { errorPage } from '../../server/sites/shared/error-page.ts';
import { layout } from '../../server/sites/shared/page-layout.ts';
import type { Frame } from '../../server/sites/shared/page-layout.ts';
import { diffList, summaryList } from '../../server/sites/shared/record-parts.ts';

function aFrame(lang: Language = 'vi'): Frame {
  return {
    lang,
    t: translate[lang],
    department: 'Sở Khoa học và Công nghệ An Giang',
    version: '0.1.0',
    home: '/desk',
    who: { name: 'Nguyễn Thị Minh Khai', roleLine: 'Cán bộ thẩm định' },
    nav: [
      { key: 'home', href: '/desk', label: 'Trang chủ' },
      { key: 'queue', href: '/desk/queue', label: 'Duyệt hồ sơ', count: 38 },
    ],
  };
}

function wordsOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const everyPage = (['vi', 'en'] as const).flatMap((lang) =>
  Object.entries(samplePages(aFrame(lang))).map(([name, page]) => [`${name}, ${lang}`, page.markup] as const),
);

describe('every sample page', () => {
  it.each(everyPage)(
    '%s: nothing inline, one heading, no id twice, labels that point somewhere',
    (_name, page) => {
      expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src=)/);
      expect(page.match(/<h1[\s>]/g)).toHaveLength(1);
      const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = [...page.matchAll(/\s(?:for|aria-describedby|list)="([^"]*)"/g)].flatMap(
        ([, to = '']) => to.split(' '),
      );
      for (const target of targets) expect(ids).toContain(target);
    },
  );
});

describe('a page', () => {
  it('has a title that stands alone, and says first when something is to be corrected', () => {
    const page = { title: 'Lô <mới>', body: '' };
    expect(layout(aFrame(), page).markup).toContain('<title>Lô &lt;mới&gt; – Nguồn Gốc</title>');
    expect(layout(aFrame(), { ...page, hasFaults: true }).markup).toContain('<title>Cần sửa: Lô');
  });

  it('marks the place in the navigation and offers the other language', () => {
    const { markup } = layout(aFrame(), { title: 'Duyệt hồ sơ', current: 'queue', body: '' });
    expect(markup).toMatch(/href="\/desk\/queue"\s+aria-current="page"/);
    expect(markup).toMatch(/href="\?lang=en"\s+lang="en"/);
    expect(markup).toContain('<html lang="vi">');
  });

  it('signs out by a form, and only who is signed in', () => {
    const page = { title: 'x', body: '' };
    expect(layout(aFrame(), page).markup).toContain('<form method="post" action="/sign-out">');
    expect(layout({ ...aFrame(), who: undefined }, page).markup).not.toContain('/sign-out');
  });

  it('says that its records are samples', () => {
    expect(layout(aFrame(), { title: 'x', body: '', isSample: true }).markup).toContain('Dữ liệu mẫu');
    expect(layout(aFrame(), { title: 'x', body: '' }).markup).not.toContain('Dữ liệu mẫu');
  });
});

describe('an error page', () => {
  it('gives the number to quote', () => {
    const page = errorPage(aFrame(), { status: 500, sentence: 'Hệ thống gặp lỗi.', id: '7F3K' }).markup;
    expect(wordsOf(page)).toContain('Mã số để báo lỗi: 7F3K');
  });

  it('names both versions of a stale edit and leads to the current one', () => {
    const stale = { yours: 3, current: 5, href: '/batches/1' };
    const page = errorPage(aFrame(), { status: 409, sentence: 'Đã đổi.', stale }).markup;
    expect(wordsOf(page)).toContain('Bản của bạn 3 Bản hiện tại 5');
    expect(page).toContain('href="/batches/1"');
  });

  it('has a title for any status', () => {
    expect(errorPage(aFrame('en'), { status: 418, sentence: 'x' }).markup).toContain(
      'The request was not right –',
    );
    expect(errorPage(aFrame('en'), { status: 502, sentence: 'x' }).markup).toContain(
      'Something failed on our side –',
    );
  });
});

describe('a table', () => {
  const columns = [
    { head: 'Số lô', cell: (row: { lot: string }) => row.lot },
    { head: 'Ghi chú', cell: () => undefined },
  ];
  const empty = { icon: 'box', title: 'Chưa có lô nào', action: html`<a href="/new">Lô mới</a>` } as const;

  it('stays a table for screen readers when its rows become cards', () => {
    const { markup } = dataTable({ caption: 'Lô', columns, rows: [{ lot: 'L1' }], empty });
    expect(markup).toMatch(/<th scope="row" role="rowheader">\s*L1/);
    expect(markup).toContain('<td role="cell" data-label="Ghi chú">');
  });

  it('says what to do instead of showing no rows', () => {
    const { markup } = dataTable({ caption: 'Lô', columns, rows: [], empty });
    expect(markup).not.toContain('<table');
    expect(wordsOf(markup)).toBe('Chưa có lô nào Lô mới');
  });
});

describe('a record', () => {
  it('names what was not declared', () => {
    const rows = [
      { term: 'Số lô', value: 0 },
      { term: 'Mã vùng trồng', value: '' },
    ];
    expect(wordsOf(summaryList(rows, translate.vi).markup)).toBe('Số lô 0 Mã vùng trồng Chưa khai báo');
  });

  it('tells by words what was changed, added and removed', () => {
    const rows = [
      { term: 'Khối lượng', before: '5 kg', after: '6 kg' },
      { term: 'Ảnh', before: undefined, after: 'a.jpg' },
      { term: 'Ghi chú', before: 'cũ', after: '' },
    ];
    expect(wordsOf(diffList({ t: translate.vi, rows }).markup)).toBe(
      'Khối lượng Trước 5 kg Sau 6 kg Ảnh Thêm mới a.jpg Ghi chú Đã bỏ cũ',
    );
  });
});
