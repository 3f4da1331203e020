import { searchKey } from '../../domain/search-key.ts';

/** A lot number nobody has used: the product's initials and the day, `DTN-260905`, then `DTN-260905-2`. */
export function suggestLot(product: string | undefined, today: string, taken: readonly string[]): string {
  const initials = searchKey(product ?? '')
    .split(' ')
    .map((word) => word.charAt(0))
    .filter((letter) => /[a-z0-9]/.test(letter))
    .slice(0, 5)
    .join('')
    .toUpperCase();
  const day = today.slice(2).replaceAll('-', '');
  const lot = initials === '' ? day : `${initials}-${day}`;
  if (!taken.includes(lot)) return lot;
  const numbers = Array.from({ length: taken.length + 1 }, (_, at) => `${lot}-${at + 2}`);
  return numbers.find((candidate) => !taken.includes(candidate)) ?? lot;
}
