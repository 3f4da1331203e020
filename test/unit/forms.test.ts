import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { html } from '../../server/platform/html.ts';
import { translate } from '../../server/platform/i18n.ts';
import { actionBar, formFor } from '../../server/sites/shared/form.ts';
import {
  fieldTexts,
  nameOf,
  postedValues,
  recordOf,
  recordValues,
} from '../../server/sites/shared/form-state.ts';
import type { FormState } from '../../server/sites/shared/form-state.ts';

const t = translate.vi;
const units = [
  { value: 'KGM', label: 'kg' },
  { value: 'TNE', label: 'tấn' },
];
const bar = actionBar({ primary: { label: 'Lưu' } });

/** The attributes of the first tag that carries this one: `tagWith(page, 'id="f-lot"')`. */
function tagWith(markup: string, attribute: string): Record<string, string> {
  const tag =
    (markup.match(/<[a-z][^>]*>/g) ?? []).find((candidate) => candidate.includes(` ${attribute}`)) ?? '';
  const found = [...tag.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].slice(1);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

function textOf(markup: string, id: string): string {
  const inner = new RegExp(`<(\\w+)[^>]* id="${id}"[^>]*>(.*?)</\\1>`, 's').exec(markup)?.[2] ?? '';
  return inner
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function summaryOf(markup: string): { href: string | undefined; text: string }[] {
  const list = /id="error-summary".*?<ul>(.*?)<\/ul>/s.exec(markup)?.[1] ?? '';
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => ({
    href: /href="([^"]*)"/.exec(item)?.[1],
    text: item.replace(/<[^>]*>/g, ''),
  }));
}

function batchForm(state: FormState): string {
  const form = formFor(t, state);
  return form.enclose({
    action: '/batches',
    bar,
    body: html`${form.text('lot', { label: 'Số lô', hint: 'Như in trên bao bì.', limit: 20 })}
    ${form.quantity('quantity', { label: 'Khối lượng', units })}
    ${form.text('address.street', { label: 'Địa chỉ', isOptional: true })}
    ${form.radios('cold', {
      label: 'Bảo quản lạnh?',
      options: [
        { value: 'yes', label: 'Có' },
        { value: 'no', label: 'Không' },
      ],
    })}
    ${form.textarea('story', { label: 'Giới thiệu' })}`,
  }).markup;
}

describe('a form with faults', () => {
  const page = batchForm({
    faults: [
      { pointer: '', text: 'Vượt quyền sử dụng nhãn hiệu.' },
      { pointer: '/quantity/unit', text: 'Chọn đơn vị.' },
      { pointer: '/lot', text: 'Quá dài.' },
      { pointer: '/lot', text: 'Có dấu.' },
      { pointer: '/address', text: 'Chưa đủ.' },
      { pointer: '/cold', text: 'Chọn một.' },
    ],
  });

  it('lists every fault in the order of the fields and links it to an element of the page', () => {
    const summary = summaryOf(page);
    expect(summary).toEqual([
      { href: '#f-lot', text: 'Số lô: Quá dài.' },
      { href: '#f-lot', text: 'Số lô: Có dấu.' },
      { href: '#f-quantity', text: 'Khối lượng: Chọn đơn vị.' },
      { href: '#f-cold', text: 'Bảo quản lạnh: Chọn một.' },
      { href: undefined, text: 'Vượt quyền sử dụng nhãn hiệu.' },
      { href: '#f-address.street', text: 'Địa chỉ: Chưa đủ.' },
    ]);
    for (const { href } of summary) if (href) expect(page).toContain(`id="${href.slice(1)}"`);
  });

  it('ties hint and fault to the field for a screen reader', () => {
    const lot = tagWith(page, 'id="f-lot"');
    expect(lot['aria-invalid']).toBe('true');
    expect(lot['aria-describedby']).toBe('f-lot-hint f-lot-error');
    expect(textOf(page, 'f-lot-hint')).toBe('Như in trên bao bì. Nhiều nhất 20 ký tự.');
    expect(textOf(page, 'f-lot-error')).toBe('Lỗi: Quá dài. Có dấu.');
  });

  it('announces the summary and puts the reader there', () => {
    expect(tagWith(page, 'id="error-summary"')).toMatchObject({
      role: 'alert',
      tabindex: '-1',
      autofocus: '',
    });
  });

  it('shows no summary and marks no field where nothing is wrong', () => {
    const fine = batchForm({});
    expect(fine).not.toContain('error-summary');
    expect(fine).not.toContain('aria-invalid');
  });
});

describe('what was typed', () => {
  it('comes back as typed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const page = formFor(t, { values: { lot: typed } }).text('lot', { label: 'Số lô' }).markup;
        const shown = html`<i title="${typed}"></i>`.markup.slice('<i title="'.length, -'"></i>'.length);
        expect(page).toContain(` value="${shown}"`);
      }),
    );
  });

  it('comes back in number, unit, choice and long text', () => {
    const page = batchForm({
      values: { 'quantity.value': '1.250,5', 'quantity.unit': 'TNE', cold: 'no', story: '\n<b>Nấu</b>' },
    });
    expect(tagWith(page, 'id="f-quantity"')).toMatchObject({ name: 'quantity.value', value: '1.250,5' });
    expect(page).toContain('<option value="TNE" selected>');
    expect(tagWith(page, 'value="no"')).toHaveProperty('checked');
    expect(tagWith(page, 'value="yes"')).not.toHaveProperty('checked');
    // A browser drops one line break after the start tag; the typed one must be the second.
    expect(page).toMatch(/<textarea[^>]*>\n\n&lt;b&gt;Nấu/);
  });

  it('does not come back where it is a password', () => {
    const form = formFor(t, { values: { password: 'bi mat' } });
    expect(form.password('password', { label: 'Mật khẩu' }).markup).not.toContain('bi mat');
  });
});

describe('an officer’s note', () => {
  it('stands at its field and is read with it', () => {
    const page = batchForm({ notes: [{ pointer: '/story', text: 'Ghi rõ nơi lấy nước.' }] });
    expect(textOf(page, 'f-story-note')).toBe('Cán bộ ghi chú: Ghi rõ nơi lấy nước.');
    expect(tagWith(page, 'id="f-story"')['aria-describedby']).toBe('f-story-note');
    expect(page).not.toContain('aria-invalid');
  });
});

describe('files', () => {
  const form = formFor(t, { faults: [{ pointer: '/pictures/0', text: 'Không phải ảnh.' }] });
  const uploaded = [{ id: 'a1', name: 'lò <nấu>.jpg' }];
  const page = form.files('pictures', { label: 'Ảnh', accept: 'image/jpeg', uploaded }).markup;

  it('go along by their ids, can be taken off, and new ones have a name of their own', () => {
    expect(tagWith(page, 'type="hidden"')).toMatchObject({ name: 'pictures', value: 'a1' });
    expect(tagWith(page, 'type="checkbox"')).toMatchObject({ name: 'pictures.remove', value: 'a1' });
    expect(tagWith(page, 'type="file"')).toMatchObject({ name: 'pictures.new', id: 'f-pictures' });
  });

  it('show the fault of any of them', () => {
    expect(textOf(page, 'f-pictures-error')).toBe('Lỗi: Không phải ảnh.');
  });
});

describe('a filter', () => {
  it('requires nothing', () => {
    const page = formFor(t, { isFilter: true }).text('q', { label: 'Tìm' }).markup;
    expect(tagWith(page, 'id="f-q"')).not.toHaveProperty('required');
    expect(page).not.toContain(t('common.optional'));
  });
});

describe('names and records', () => {
  it('reads a JSON Pointer as a field name', () => {
    expect(['', '/lot', '/quantity/value', '/a~1b/m~0n'].map(nameOf)).toEqual([
      '',
      'lot',
      'quantity.value',
      'a/b.m~n',
    ]);
  });

  it('renders faults in the reader’s language', () => {
    const fault = { pointer: '/lot', key: 'errors.too-long', params: { limit: 20 } } as const;
    expect(fieldTexts([fault], t)).toEqual([{ pointer: '/lot', text: t('errors.too-long', { limit: 20 }) }]);
  });

  it('takes texts and lists of texts from what was posted, nothing else', () => {
    const body: unknown = JSON.parse(
      '{"lot":"L1","marks":["a",{"$ne":1}],"filter":{"$gt":""},"__proto__":"x"}',
    );
    expect(postedValues(body)).toEqual({ lot: 'L1', marks: ['a'] });
    expect(postedValues(undefined)).toEqual({});
  });

  it('builds the record of its fields: trimmed, without blanks, rows in their places', () => {
    const record = recordOf({
      lot: ' L1 ',
      note: '  ',
      marks: ['m1', ''],
      'quantity.value': '5',
      'stages.0.place': 'p1',
      'stages.2.place': 'p3',
      'stages.3.place': '',
    });
    expect(record).toEqual({
      lot: 'L1',
      marks: ['m1'],
      quantity: { value: '5' },
      stages: [{ place: 'p1' }, {}, { place: 'p3' }],
    });
  });

  it('never reaches a prototype', () => {
    recordOf({ '__proto__.polluted': 'x', 'constructor.prototype.polluted': 'x' });
    expect({}).not.toHaveProperty('polluted');
  });

  it('shows a record again as the values it came from', () => {
    const values = { lot: 'L1', marks: ['m1', 'm2'], 'quantity.value': '5', 'stages.0.place': 'p1' };
    expect(recordValues(recordOf(values))).toEqual(values);
  });
});
