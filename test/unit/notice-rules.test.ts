import { describe, expect, it } from '@jest/globals';
import { reviewKinds } from '../../server/domain/change.ts';
import { mendingPlace, wholeFields } from '../../server/domain/mending-field.ts';
import {
  actRule,
  gatheredUntil,
  isLow,
  kindsFor,
  mailTime,
  noticeKinds,
  retryAt,
} from '../../server/domain/notice-rules.ts';
import { readConfig } from '../../server/platform/config.ts';
import { noticeSentence } from '../../server/features/notices/notice-words.ts';
import { translate } from '../../server/platform/i18n.ts';

const at = new Date('2026-11-22T05:00:00Z');

describe('what an act tells', () => {
  it('is the same for every record that is reviewed', () => {
    for (const kind of reviewKinds) {
      expect(actRule({ kind, id: '1' }, `${kind}.return`)?.tells).toBe('returned');
      expect(actRule({ kind, id: '1' }, `${kind}.submit`)?.settles).toEqual(['returned', 'refused']);
    }
    expect(actRule({ kind: 'batch', id: '1' }, 'batch.edit')).toBeUndefined();
    expect(actRule({ kind: 'grant', id: '1' }, 'grant.submit')).toBeUndefined();
  });

  it('reaches each side of the house by its own roles', () => {
    const officer = kindsFor({ roles: ['officer'], organisation: null });
    const clerk = kindsFor({ roles: ['producer-clerk'], organisation: '1' });
    expect(officer.filter((kind) => clerk.includes(kind))).toEqual([]);
    expect(kindsFor({ roles: ['mark-manager'], organisation: '1' })).toEqual(['right-applied']);
    expect(kindsFor({ roles: ['administrator'], organisation: null })).toEqual([]);
    expect(new Set([...officer, ...clerk])).toEqual(new Set(noticeKinds));
  });

  it('is one whole sentence in both languages', () => {
    const words = {
      of: 'batch',
      title: 'TN-01',
      verb: 'confirm',
      on: '2026-12-24',
      left: 3,
      count: 2,
      gateway: 'national',
    };
    for (const kind of noticeKinds) {
      for (const language of ['vi', 'en'] as const) {
        expect(noticeSentence({ kind, words }, translate[language], language)).not.toMatch(/[{}]|undefined/);
      }
    }
  });
});

describe('the time of a mail', () => {
  it('is within minutes, at seven in the morning of Viet Nam, or never', () => {
    expect(mailTime('at-once', at)).toEqual(new Date('2026-11-22T05:03:00Z'));
    expect(mailTime('daily', at)).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(mailTime('daily', new Date('2026-11-23T00:00:00Z'))).toEqual(new Date('2026-11-24T00:00:00Z'));
    expect(mailTime('never', at)).toBeNull();
    expect(gatheredUntil(at) >= mailTime('at-once', at)!).toBe(true);
  });

  it('moves on with every failure, and ends after days', () => {
    const pauses = Array.from({ length: 30 }, (_, tries) => retryAt(tries + 1, at, 1));
    const ends = pauses.findIndex((next) => next === null);
    const minutes = pauses.slice(0, ends).map((next) => (next!.getTime() - at.getTime()) / 60_000);
    expect(minutes.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(Math.max(...minutes)).toBe(360);
    const days = minutes.reduce((sum, one) => sum + one, 0) / 1440;
    expect([days > 2, days < 5]).toEqual([true, true]);
    expect(retryAt(1, at, 0)).toEqual(new Date('2026-11-22T05:00:30Z'));
  });
});

describe('the place to mend', () => {
  it('is the field of the form that stands for what the remark names', () => {
    expect(mendingPlace('/geometry', wholeFields.place)).toBe('/edit#f-geometry.latitude');
    expect(mendingPlace('/quantity/value')).toBe('/edit#f-quantity');
    expect(mendingPlace('/images/2')).toBe('/edit#f-images');
    expect(mendingPlace('/standards/1', wholeFields.product)).toBe('/edit#f-standards.1.kind');
    expect(mendingPlace('/stages')).toBe('/stages/new');
    expect(mendingPlace('/stages/3/place')).toBe('#stages');
  });
});

it('says few stamps are left where at most a tenth is', () => {
  const cases = [
    isLow({ left: 10, total: 100 }),
    isLow({ left: 11, total: 100 }),
    isLow({ left: 0, total: 0 }),
  ];
  expect(cases).toEqual([true, false, false]);
});

describe('the mail server of a deployment', () => {
  const url = 'smtps://nguoi:hunter2@mail.example.vn';

  it('is named with its sender, and left out without', () => {
    expect(readConfig({ SMTP_URL: url, MAIL_FROM: 'txng@example.vn' }).mail).toEqual({
      smtpUrl: url,
      from: 'txng@example.vn',
    });
    expect(readConfig({}).mail).toBeUndefined();
  });

  it.each([
    [{ SMTP_URL: 'mail.example.vn:hunter2', MAIL_FROM: 'txng@example.vn' }, /^ {2}SMTP_URL: .*smtps:\/\//m],
    [{ SMTP_URL: 'smtp://', MAIL_FROM: 'txng@example.vn' }, /^ {2}SMTP_URL: /m],
    [{ SMTP_URL: url }, /^ {2}MAIL_FROM: .*SMTP_URL/m],
    [{ MAIL_FROM: 'txng@example.vn' }, /^ {2}SMTP_URL: .*MAIL_FROM/m],
    [{ SMTP_URL: url, MAIL_FROM: 'ai đó' }, /^ {2}MAIL_FROM: /m],
  ])('is refused with a clear word: %j', (env, said) => {
    expect(() => readConfig(env)).toThrow(said);
    expect(() => readConfig(env)).not.toThrow(/hunter2/);
  });
});
