import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import type { LabelWords } from '../../../server/domain/labels/label-lines.ts';
import { planLabel } from '../../../server/domain/labels/label-plan.ts';
import { paperPresetNames, paperPresets } from '../../../server/domain/labels/paper-presets.ts';
import { symbolSize } from '../../../server/domain/labels/symbol-size.ts';
import { measureText } from '../../../server/platform/pdf/typeface.ts';
import { labelWords } from '../../support/label-samples.ts';

const modules = 33;

function planned(name: (typeof paperPresetNames)[number], words: LabelWords, dpi?: number) {
  const { label, shape } = paperPresets[name];
  return planLabel({ label, shape, modules, words, dpi }, measureText);
}

describe('the plan of a label', () => {
  it.each(paperPresetNames)(
    'on %s keeps code, quiet zone and texts apart and inside, whatever the name',
    (name) => {
      const { label } = paperPresets[name];
      fc.assert(
        fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), fc.boolean(), (product, hidden) => {
          const words = {
            ...labelWords,
            name: product.trim(),
            ...(hidden && { hiddenCaption: 'Mã bí mật' }),
          };
          const result = planned(name, words);
          if (!result.ok) return hidden && result.why === 'no-room';
          const { symbol, texts, serial } = result.plan;
          const right = symbol.x + symbol.side;
          const bottom = symbol.y + symbol.side;
          expect(symbol.x).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(label.width);
          expect(bottom).toBeLessThanOrEqual(label.height);
          for (const text of texts) {
            const width = measureText(text.text, text.weight) * text.size;
            const left = text.align === 'left' ? text.x : text.x - width / 2;
            expect(left + width).toBeLessThanOrEqual(label.width + 1e-6);
            expect(left >= right - 1e-6 || text.y - text.size >= bottom - 0.6).toBe(true);
            expect(text.y).toBeLessThanOrEqual(label.height);
          }
          expect(serial.map(({ from }) => from)[0]).toBe(0);
          expect(serial.at(-1)?.to).toBe(5);
          return true;
        }),
        { numRuns: 30 },
      );
    },
  );

  it('gives up the least important first, and says so', () => {
    const result = planned('a4-48-square-25', labelWords);
    expect(result.ok && result.plan.leftOut.slice(0, 2)).toEqual(['producedOn', 'host']);
  });

  it('wraps a long name, and cuts it with an ellipsis only where it must', () => {
    const nameOn = (name: string) => {
      const result = planned('a4-24-70x37', { ...labelWords, name });
      return result.ok
        ? result.plan.texts.filter(({ weight }) => weight === 'bold').map(({ text }) => text)
        : [];
    };
    expect(nameOn('Đường thốt nốt').join(' ')).toBe('Đường thốt nốt');
    expect(nameOn('Đường thốt nốt Tri Tôn loại hảo hạng đóng gói quà biếu').join(' ')).not.toContain('…');
    const cut = nameOn('Mắm cá linh non mùa nước nổi Châu Đốc '.repeat(6));
    expect(cut.length).toBeLessThanOrEqual(2);
    expect(cut.at(-1)).toMatch(/…$/);
  });

  it('refuses a label on which no printer could print the code', () => {
    const words = { ...labelWords, name: '' };
    expect(
      planLabel({ label: { width: 10, height: 10 }, shape: 'rectangle', modules, words }, measureText),
    ).toEqual({
      ok: false,
      why: 'symbol-too-small',
    });
  });
});

describe('the size of a symbol', () => {
  it('warns under 0.33 mm a module and refuses under 0.20', () => {
    const across = modules + 8;
    const verdicts = [0.4, 0.33, 0.32, 0.2, 0.19].map(
      (module) => symbolSize(modules, module * across + 1e-9).verdict,
    );
    expect(verdicts).toEqual(['good', 'good', 'small', 'small', 'impossible']);
  });

  it('has whole dots a module where the printer’s are known, at least two', () => {
    expect(symbolSize(modules, 20, 203)).toMatchObject({ dots: 3, verdict: 'good' });
    expect(symbolSize(modules, 12, 300)).toMatchObject({ dots: 3, verdict: 'small' });
    expect(symbolSize(modules, 9, 203).verdict).toBe('impossible');
  });
});
