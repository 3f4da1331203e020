/** Markup that needs no further escaping; only `html` and the constants of this file make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** Whole attributes, made by `attributes`; the only thing that may stand inside a tag outside quotes. */
export class Attributes {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Hole = Html | Attributes | string | number | false | null | undefined | readonly Hole[];

const contextsOf = new WeakMap<TemplateStringsArray, Context[]>();

/**
 * Renders a page as a typed template: every value is escaped unless it is Html. On first use a template is
 * refused where a hole stands anywhere but in text, in a double-quoted attribute, or (Attributes only)
 * between the attributes of a tag (ASVS 1.2.1).
 */
export function html(strings: TemplateStringsArray, ...holes: Hole[]): Html {
  const contexts = contextsOf.get(strings) ?? rememberContexts(strings);
  let markup = strings[0] ?? '';
  holes.forEach((hole, index) => {
    markup += renderIn(contexts[index] ?? 'text', hole) + (strings[index + 1] ?? '');
  });
  return new Html(markup);
}

/** `attributes({ required: true, value: 'x' })`: false, null and undefined leave the attribute out. */
export function attributes(values: Record<string, string | number | boolean | null | undefined>): Attributes {
  const parts = Object.entries(values).flatMap(([name, value]) => {
    if (!/^[a-z][a-z0-9:-]*$/.test(name) || name.startsWith('on'))
      throw new Error(`html: bad attribute ${name}`);
    if (value === false || value === null || value === undefined) return [];
    return value === true ? [name] : [`${name}="${escape(String(value))}"`];
  });
  return new Attributes(parts.join(' '));
}

/** A text as an Html child list separated by `between`. */
export function join(items: readonly Hole[], between: Hole): Html {
  return new Html(items.map((item) => render(item)).join(render(between)));
}

/** An address given by a user, or undefined unless it is http or https (ASVS 1.2.2). */
export function safeUrl(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** Data for a page's script block or JSON-LD: cannot end the element or break a line (ASVS 1.2.3). */
export function jsonScript(
  type: 'application/json' | 'application/ld+json',
  id: string,
  data: unknown,
): Html {
  const text = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return new Html(`<script type="${type}" id="${escape(id)}">${text}</script>`);
}

/** Text read from our own files at start-up (a style sheet, an icon); never anything a user wrote. */
export function trustedMarkup(markup: string): Html {
  return new Html(markup);
}

function renderIn(context: Context, hole: Hole): string {
  if (context !== 'tag') return render(hole);
  if (hole instanceof Attributes) return hole.markup;
  if (hole === false || hole === undefined) return '';
  throw new Error('html: only attributes() may stand between the attributes of a tag');
}

function render(hole: Hole): string {
  if (hole instanceof Html) return hole.markup;
  if (hole instanceof Attributes) throw new Error('html: attributes() stand inside a tag only');
  if (hole === null || hole === undefined || hole === false) return '';
  if (typeof hole === 'string') return escape(hole);
  if (typeof hole === 'number') return String(hole);
  return hole.map(render).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

type Context = 'text' | 'tag' | 'double-quoted' | 'single-quoted' | 'raw' | 'comment';

function rememberContexts(strings: TemplateStringsArray): Context[] {
  let context: Context = 'text';
  const contexts = strings.slice(0, -1).map((part) => {
    context = contextAfter(part, context);
    if (!mayHoldValue(context, part))
      throw new Error(`html: a value may not stand in ${context} after "${part.slice(-40)}"`);
    return context;
  });
  contextsOf.set(strings, contexts);
  return contexts;
}

function mayHoldValue(context: Context, part: string): boolean {
  if (context === 'text') return !/<\/?$/.test(part);
  return context === 'double-quoted' || (context === 'tag' && /\s$/.test(part));
}

function contextAfter(part: string, start: Context): Context {
  let context = start;
  for (let at = 0; at < part.length; at += 1) {
    const rest = part.slice(at);
    if (context === 'text') {
      if (rest.startsWith('<!--')) context = 'comment';
      else if (/^<(script|style)[\s>]/i.test(rest)) context = 'raw';
      else if (/^<[/a-z!]/i.test(rest)) context = 'tag';
    } else if (context === 'comment') {
      if (rest.startsWith('-->')) context = 'text';
    } else if (context === 'raw') {
      if (/^<\/(script|style)>/i.test(rest)) context = 'tag';
    } else context = insideTag(context, part.charAt(at));
  }
  return context;
}

function insideTag(context: Context, letter: string): Context {
  if (context === 'double-quoted') return letter === '"' ? 'tag' : context;
  if (context === 'single-quoted') return letter === "'" ? 'tag' : context;
  if (letter === '"') return 'double-quoted';
  if (letter === "'") return 'single-quoted';
  return letter === '>' ? 'text' : 'tag';
}
