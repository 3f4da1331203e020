import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { translate } from '../../platform/i18n.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { StoredNotice } from './notice-model.ts';
import { noticeSentence } from './notice-words.ts';

export interface LetterText {
  subject: string;
  text: string;
  html: string;
}

interface Line {
  text: string;
  href: string;
  /** Settled between the gathering and the sending. */
  isSettled: boolean;
}

interface Digest {
  name: string;
  language: Language;
  publicOrigin: string;
}

/** Several notices in one mail: what still waits first, what is settled by now said to be. */
export function digestText(
  notices: readonly StoredNotice[],
  { name, language, publicOrigin }: Digest,
): LetterText {
  const t = translate[language];
  const lines = notices
    .map((notice): Line => {
      const { _id, settledAt } = notice;
      return {
        text: noticeSentence(notice, t, language),
        href: `${publicOrigin}/account/notices/${String(_id)}`,
        isSettled: settledAt !== null,
      };
    })
    .sort((a, b) => Number(a.isSettled) - Number(b.isSettled));
  const [first] = lines;
  const waiting = lines.filter(({ isSettled }) => !isSettled).length;
  const subject =
    waiting === 1 && first ? first.text : t('notice.mail-subject', { count: Math.max(waiting, 1) });
  const settings = `${publicOrigin}/account/notices/settings`;
  const head = t('notice.mail-greeting', { name });
  return letter(t, { subject, head, lines, foot: { text: t('notice.mail-foot'), href: settings } });
}

/** One link that proves that the reader's mail arrives; it asks to sign in. */
export function confirmationText(
  href: string,
  { name, language }: Pick<Digest, 'name' | 'language'>,
): LetterText {
  const t = translate[language];
  return letter(t, {
    subject: t('notice.confirm-subject'),
    head: t('notice.mail-greeting', { name }),
    lines: [{ text: t('notice.confirm-line'), href, isSettled: false }],
    foot: { text: t('notice.confirm-foot') },
  });
}

interface Parts {
  subject: string;
  head: string;
  lines: readonly Line[];
  foot: { text: string; href?: string };
}

function letter(t: Translate, { subject, head, lines, foot }: Parts): LetterText {
  const said = ({ text, isSettled }: Line) => (isSettled ? `${text} (${t('notice.settled')})` : text);
  const service = t('common.service');
  const body: Html = html`<!doctype html>
    <html>
      <body>
        <p>${head}</p>
        <ul>
          ${lines.map((line) => html`<li><a href="${line.href}">${said(line)}</a></li>`)}
        </ul>
        <p>${foot.text}${foot.href !== undefined && html`<br /><a href="${foot.href}">${foot.href}</a>`}</p>
        <p>${service}</p>
      </body>
    </html>`;
  const paragraphs = [
    head,
    ...lines.map((line) => `- ${said(line)}\n  ${line.href}`),
    foot.href === undefined ? foot.text : `${foot.text}\n${foot.href}`,
    service,
  ];
  return { subject: subject.slice(0, 200), text: `${paragraphs.join('\n\n')}\n`, html: body.markup };
}
