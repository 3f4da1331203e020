export type Weight = 'regular' | 'bold';

/** How wide a text is at a size of 1. */
export type Measure = (text: string, weight: Weight) => number;

interface Room {
  width: number;
  size: number;
  weight: Weight;
  mostLines: number;
}

const ellipsis = '…';

/** Breaks at spaces into lines that fit; undefined where a word or the whole is too long. */
export function wrapped(text: string, room: Room, measure: Measure): string[] | undefined {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && fits(longer, room, measure)) lines[lines.length - 1] = longer;
    else if (fits(word, room, measure)) lines.push(word);
    else return undefined;
  }
  return lines.length <= room.mostLines ? lines : undefined;
}

/** As `wrapped`, but what does not fit is cut, and the cut is shown. */
export function wrappedOrCut(text: string, room: Room, measure: Measure): string[] {
  const lines: string[] = [];
  let rest = text.split(/\s+/u).join(' ');
  while (rest !== '' && lines.length < room.mostLines) {
    const isLast = lines.length === room.mostLines - 1;
    if (isLast) {
      lines.push(fits(rest, room, measure) ? rest : cut(rest, room, measure));
      break;
    }
    const line = lineOf(rest, room, measure);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return lines;
}

/** The words that fit; of a word longer than the line, as many letters as fit. */
function lineOf(text: string, room: Room, measure: Measure): string {
  const words = text.split(' ');
  for (let count = words.length; count > 0; count--) {
    const line = words.slice(0, count).join(' ');
    if (fits(line, room, measure)) return line;
  }
  return lettersThatFit(text, '', room, measure);
}

function cut(text: string, room: Room, measure: Measure): string {
  return lettersThatFit(text, ellipsis, room, measure).trimEnd() + ellipsis;
}

function lettersThatFit(text: string, tail: string, room: Room, measure: Measure): string {
  const letters = Array.from(text);
  let count = letters.length;
  while (count > 1 && !fits(letters.slice(0, count).join('') + tail, room, measure)) count--;
  return letters.slice(0, count).join('');
}

function fits(text: string, { width, size, weight }: Room, measure: Measure): boolean {
  return measure(text, weight) * size <= width + 1e-6;
}
