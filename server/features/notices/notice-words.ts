import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Language, MessageKey, Translate } from '../../platform/i18n.ts';
import type { StoredNotice } from './notice-model.ts';

/** A notice in one sentence. It names records, never persons (Law 91/2025 on personal data). */
export function noticeSentence(
  { kind, words }: Pick<StoredNotice, 'kind' | 'words'>,
  t: Translate,
  language: Language,
): string {
  const { on, ...rest } = words;
  const key: MessageKey = `notice.told-${kind}`;
  return t(key, typeof on === 'string' ? { ...rest, on: formatDate(on, language) } : rest);
}
