import type { SyncMessage } from '../../platform/contract-types.ts';
import type { Translate } from '../../platform/i18n.ts';
import { fieldLabel } from './field-labels.ts';

export type Fix = NonNullable<SyncMessage['fix']>;

/** What is to be mended, as the form calls it: `Sản phẩm, Mã GTIN`. */
export function mendWords(t: Translate, { kind, field }: Fix): string {
  const name = t(`gateway.kind-${kind}`);
  const label = field === null ? undefined : fieldLabel(kind, `/${field.replaceAll('.', '/')}`);
  return label === undefined ? name : t('sync.fix-field', { kind: name, field: t(label) });
}
