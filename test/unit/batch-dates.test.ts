import { describe, expect, it } from '@jest/globals';
import { batchDateFaults, expiryOf } from '../../server/domain/batch-dates.ts';
import { addDays } from '../../server/domain/calendar-date.ts';

const today = '2026-11-22';

describe('the dates of a batch', () => {
  it.each([
    ['all on one day', { producedOn: '2026-11-22', packedOn: '2026-11-22' }, []],
    ['produced tomorrow: clocks may be a day apart', { producedOn: '2026-11-23' }, []],
    ['produced the day after', { producedOn: '2026-11-24' }, ['/producedOn']],
    ['packed before produced', { producedOn: '2026-11-20', packedOn: '2026-11-19' }, ['/packedOn']],
    ['packed in the future', { producedOn: '2026-11-20', packedOn: '2026-12-01' }, ['/packedOn']],
    ['expired when produced', { producedOn: '2026-11-20', expiresOn: '2026-11-20' }, ['/expiresOn']],
    [
      'expired when packed',
      { producedOn: '2026-11-01', packedOn: '2026-11-20', expiresOn: '2026-11-10' },
      ['/expiresOn'],
    ],
  ])('%s', (_name, dates, pointers) => {
    expect(batchDateFaults(dates, today).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('promise the product’s shelf life from the day of production', () => {
    expect(expiryOf('2026-12-30', 3)).toBe('2027-01-02');
    expect(expiryOf('2026-12-30', undefined)).toBeUndefined();
  });

  it('count over leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  });
});
