import { formatDate, formatNumber } from '../../domain/vietnamese-format.ts';
import type { ReviewFlag } from '../../platform/contract-types.ts';
import { html, join } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import { notice } from '../shared/notices.ts';
import { pictureGrid } from '../shared/panels.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { Visit } from './desk-visit.ts';
import { recordAddress } from './record-address.ts';

type Words = Pick<Visit, 't' | 'lang'>;

const kinds: Record<ReviewFlag['name'], Kind> = {
  complaint: 'stop',
  'balance-breach': 'stop',
  'duplicate-picture': 'warn',
  'near-ceiling': 'warn',
  'same-lot': 'warn',
  'new-producer': 'info',
  'changed-after-return': 'info',
  'certificate-expiring': 'warn',
};

/** The reasons to look closer, in the fewest words. */
export function flagTags(words: Words, flags: readonly ReviewFlag[]): Html {
  return html`<span class="tags">${flags.map((flag) => flagTag(words, flag))}</span>`;
}

/** How many there are, where there is room for no more. */
export function flagCount({ t }: Pick<Visit, 't'>, count: number): Html {
  return statusTag({ kind: 'warn', text: t('desk.flag-count', { count }), icon: 'flag' });
}

/** The same in sentences, with what was found: records of others, pictures side by side. */
export function flagReasons(words: Words, flags: readonly ReviewFlag[]): Hole {
  const { t } = words;
  if (flags.length === 0) return undefined;
  return notice({
    t,
    kind: 'warn',
    title: t('desk.reasons'),
    body: html`<ul class="reasons">
      ${flags.map((flag) => html`<li>${t(`desk.why-${flag.name}`, paramsOf(words, flag))} ${found(words, flag)}</li>`)}
    </ul>`,
  });
}

function flagTag(words: Words, flag: ReviewFlag): Html {
  const { name } = flag;
  return statusTag({
    kind: kinds[name],
    text: words.t(`desk.flag-${name}`, paramsOf(words, flag)),
    icon: 'flag',
  });
}

function paramsOf({ lang }: Words, { count = 0, percent = '0', on }: ReviewFlag) {
  const date = on === undefined ? '' : formatDate(on, lang);
  return { count, percent: formatNumber(percent, lang), date };
}

function found(words: Words, { records = [] }: ReviewFlag): Hole {
  if (records.length === 0) return undefined;
  if (records.some(({ picture }) => picture !== undefined)) {
    return html`<div class="twins">${records.map((record) => twin(words, record))}</div>`;
  }
  return join(
    records.map((record) => namedRecord(record)),
    '; ',
  );
}

type FoundRecord = NonNullable<ReviewFlag['records']>[number];

function twin({ t }: Words, record: FoundRecord): Hole {
  const { picture, like, title, producer } = record;
  if (picture === undefined || like === undefined) return namedRecord(record);
  return html`<div class="twin">
    ${pictureGrid([
      {
        src: picturePath(like, 320),
        href: picturePath(like, 1600),
        alt: t('desk.own-picture'),
        caption: t('desk.own-picture'),
      },
      {
        src: picturePath(picture, 320),
        href: picturePath(picture, 1600),
        alt: `${title}, ${producer}`,
        caption: title,
      },
    ])}
    <p>${namedRecord(record)}</p>
  </div>`;
}

function namedRecord({ kind, id, title, producer }: FoundRecord): Html {
  return html`<a href="${recordAddress(kind, id)}">${title}</a> (${producer})`;
}
