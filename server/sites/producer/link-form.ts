import { declarableTypes } from '../../domain/link-types.ts';
import type { LinkContent, Product, RegisteredLink } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { typeName } from '../shared/link-words.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

interface ShownLinkForm {
  product: Product;
  /** The link that is changed; absent for a new one. */
  link?: RegisteredLink | undefined;
  values: FieldValues;
  faults?: readonly FieldText[];
}

const languages = ['vi', 'en', 'zh', 'ja', 'ko', 'fr', 'de', 'km', 'lo', 'th'];
/** What producers declare most; the rest follow by name. */
const usual = ['pip', 'instructions', 'recipeInfo', 'hasRetailers', 'socialMedia', 'certificationInfo'];

export function linksHref(productId: string): string {
  return `/producer/products/${productId}/links`;
}

export function linkTrail({ t }: Visit, { id, title }: Pick<Product, 'id' | 'title'>) {
  return [
    { href: '/producer/products', label: t('producer.product-list') },
    { href: `/producer/products/${id}`, label: title },
  ];
}

/** The form of a new or an existing link, with everything as it was typed. */
export function sendLinkForm(visit: Visit, { product, link, values, faults = [] }: ShownLinkForm): void {
  const { t, lang } = visit;
  const root = linksHref(product.id);
  const title = t(link ? 'link.edit' : 'link.add');
  const form = formFor(t, { values, faults });
  const names = new Intl.DisplayNames(lang, { type: 'language' });
  const known = link?.languages.filter((tag) => !languages.includes(tag)) ?? [];
  const fields = html`${form.select('type', { label: t('link.type'), hint: t('link.type-hint'), options: typeOptions(visit) })}
  ${form.text('href', { label: t('link.href'), hint: t('link.href-hint'), type: 'url', limit: 2000 })}
  ${form.text('title', { label: t('link.link-title'), hint: t('link.title-hint'), limit: 300 })}
  ${form.select('language', {
    label: t('link.language'),
    prompt: t('link.language-none'),
    options: [...languages, ...known].map((value) => ({ value, label: names.of(value) ?? value })),
    width: 'medium',
    isOptional: true,
  })}
  ${form.text('lot', { label: t('link.lot'), hint: t('link.lot-hint'), width: 'medium', isOptional: true })}`;
  const body = html`${breadcrumb({
    t,
    trail: [...linkTrail(visit, product), { href: root, label: t('link.title') }],
    current: title,
  })}
  ${pageHead({ title, lead: product.title })}
  ${form.enclose({
    action: link ? `${root}/${link.id}/edit` : `${root}/new`,
    hidden: { key: newSecret(), rev: link?.rev ?? undefined },
    body: fields,
    bar: actionBar({
      primary: { label: t('common.save') },
      others: linkButton({ href: root, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'product', hasFaults: form.hasFaults, isSample: product.sample, body });
}

export function linkContentFrom(values: FieldValues, language: Visit['lang']): Typed {
  const { text, faults } = fieldReader(values, language);
  const names = ['type', 'href', 'title', 'language', 'lot'];
  return { content: given(Object.fromEntries(names.map((name) => [name, text(name)]))), faults };
}

export function linkFormOf({ type, href, title, languages: [language], lot }: RegisteredLink): FieldValues {
  const content: Partial<Record<keyof LinkContent, string | undefined>> = { type, href, title, language };
  return { ...content, lot: lot ?? undefined };
}

function typeOptions({ t, lang }: Visit) {
  const options = declarableTypes.map((value) => ({ value, label: typeName(t, value) }));
  const { compare } = new Intl.Collator(lang);
  const first = usual.flatMap((type) => options.filter(({ value }) => value === type));
  const rest = options.filter(({ value }) => !usual.includes(value));
  return [...first, ...rest.sort((one, other) => compare(one.label, other.label))];
}
