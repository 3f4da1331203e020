import type { MarkKind } from './mark-right.ts';

type Numbered = 'applicationNumber' | 'certificateNumber';

/**
 * How the numbers of the national office usually look. They changed over the decades and foreign ones differ, so
 * another form is worth a warning and never a refusal.
 */
const usual: Record<Numbered, Record<'mark' | 'indication', { form: RegExp; example: string }>> = {
  applicationNumber: {
    mark: { form: /^4-(19|20)\d{2}-\d{5}$/, example: '4-2021-12345' },
    indication: { form: /^6-(19|20)\d{2}-\d{5}$/, example: '6-2019-00005' },
  },
  certificateNumber: {
    mark: { form: /^4-0\d{6}-\d{3}$/, example: '4-0412345-000' },
    indication: { form: /^\d{5}$/, example: '00085' },
  },
};

/** An example of the usual form where the number has another one. */
export function unusualNumber(field: Numbered, number: string, kind: MarkKind): string | undefined {
  const { form, example } = usual[field][kind === 'geographical-indication' ? 'indication' : 'mark'];
  return form.test(number) ? undefined : example;
}
