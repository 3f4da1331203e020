/** The fields of a page's form as a browser without script would send them back. */
export type ReadForm = Record<string, string[]>;

/** The form that saves: the last of class `form` on the page. */
export function formIn(page: string): ReadForm {
  const form = [...page.matchAll(/<form[^>]*class="form[^>]*>([\s\S]*?)<\/form>/g)].at(-1)?.[1];
  if (form === undefined) throw new Error('No form on this page');
  const fields: ReadForm = {};
  for (const { name, value } of [...inputsIn(form), ...textareasIn(form), ...selectsIn(form)]) {
    (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Changed fields over what the form held, as a browser posts it. */
export function filledIn(form: ReadForm, changes: Record<string, string | string[] | Blob>): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(form)) {
    if (!(name in changes)) for (const value of values) data.append(name, value);
  }
  for (const [name, change] of Object.entries(changes)) {
    for (const value of [change].flat()) data.append(name, value);
  }
  return data;
}

interface Field {
  name: string;
  value: string;
}

function inputsIn(form: string): Field[] {
  return [...form.matchAll(/<input\s([^>]*)>/g)].flatMap(([, inner = '']) => {
    const type = attribute(inner, 'type');
    const isLeftOut =
      type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(inner));
    const name = attribute(inner, 'name');
    return isLeftOut || name === undefined ? [] : [{ name, value: attribute(inner, 'value') ?? '' }];
  });
}

function textareasIn(form: string): Field[] {
  return [...form.matchAll(/<textarea\s([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(
    ([, inner = '', text = '']) => ({
      name: attribute(inner, 'name') ?? '',
      value: unescaped(text),
    }),
  );
}

function selectsIn(form: string): Field[] {
  return [...form.matchAll(/<select\s([^>]*)>([\s\S]*?)<\/select>/g)].map(([, inner = '', options = '']) => {
    const all = [...options.matchAll(/<option\s([^>]*)>/g)].map(([, option = '']) => option);
    const chosen = all.find((option) => /\sselected/.test(option)) ?? all[0] ?? '';
    return { name: attribute(inner, 'name') ?? '', value: attribute(chosen, 'value') ?? '' };
  });
}

function attribute(inner: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(inner)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
