/**
 * The syllable somebody meant who typed Telex or VNI into a box that did not turn it into letters: `dduwowngf` and
 * `d9u7o7ng2` are `duong`. Plain small letters come out; undefined where it cannot be Vietnamese, or no sign was typed.
 */
export function meantSyllable(typed: string): string | undefined {
  const meant = /\d/.test(typed) ? fromVni(typed) : fromTelex(typed);
  return meant === typed ? undefined : meant;
}

const onsets = 'ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx]';
const rhymes = new Set(
  [
    'a ac ach ai am an ang anh ao ap at au ay',
    'e ec em en eng enh eo ep et eu ech',
    'i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu',
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot',
    'u ua uac uan uang uanh uat uau uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu',
    'uy uya uych uyen uyet uynh uyp uyt uyu',
    'y yem yen yet yeu ynh',
  ].flatMap((row) => row.split(' ')),
);
const syllable = new RegExp(`^(${onsets})?([aeiouy][a-z]*)$`);

/**
 * Signs stand anywhere behind their letter, twice where somebody undid them. No rhyme ends in s, f, r, x, j, z or w, so
 * behind the first vowel they can only be signs; `[` and `]` are ơ and ư of their own or repeat the letter before them.
 */
function fromTelex(typed: string): string | undefined {
  if (!/^[a-z[\]]{2,16}$/.test(typed)) return undefined;
  const letters = typed
    .replace(/([uo])\]/g, '$1')
    .replaceAll('o[', 'o')
    .replace(/\[(?=o)/g, '')
    .replaceAll('[', 'o')
    .replaceAll(']', 'u');
  const [, onset = '', tail = ''] = /^([^aeiouyw]*)(.*)$/.exec(letters) ?? [];
  const withoutD = onset.startsWith('d') ? tail.replaceAll('d', '') : tail;
  const hasHook = /[aou]/.test(tail) || tail.startsWith('w');
  const plain = withoutD.replace(/^w/, 'u').replace(/[sfrxjz]/g, '');
  if (plain.includes('w') && !hasHook) return undefined;
  return inShape(onset.replace(/^dd+$/, 'd'), withoutHats(plain.replaceAll('w', '')));
}

/** 6 is a hat, 7 a horn, 8 a breve, 9 the bar of đ; 1 to 5 are tones and 0 takes one away. */
function fromVni(typed: string): string | undefined {
  if (!/^[a-z][a-z0-9]{1,15}$/.test(typed)) return undefined;
  const letters = typed.replace(/\d/g, '');
  const bearers: [sign: string, letter: RegExp][] = [
    ['6', /[aeo]/],
    ['7', /[uo]/],
    ['8', /a/],
    ['9', /^d/],
  ];
  const isBorne = bearers.every(([sign, letter]) => !typed.includes(sign) || letter.test(letters));
  return isBorne ? inShape('', letters) : undefined;
}

/** `thoots`, `thotso` and `thooots` are one: a hat doubles its vowel, there and then or at the end. */
function withoutHats(tail: string): string {
  const single = tail.replace(/([aeo])\1+/g, '$1');
  const [, vowels = '', coda = '', late = ''] = /^([aeiouy]+)(ch|ng|nh|[cmnpt])([aeo]+)$/.exec(single) ?? [];
  return late !== '' && Array.from(late).every((letter) => vowels.includes(letter)) ? vowels + coda : single;
}

function inShape(onset: string, tail: string): string | undefined {
  const word = onset + tail;
  const found = syllable.exec(word);
  if (!found) return undefined;
  const [, begin = '', rhyme = ''] = found;
  const isWhole = rhymes.has(rhyme) || (begin === 'gi' && rhymes.has(`i${rhyme}`)) || rhymes.has(word);
  return isWhole ? word : undefined;
}
