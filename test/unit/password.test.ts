import { describe, expect, it } from '@jest/globals';
import argon2 from '@node-rs/argon2';
import { commonPasswords } from '../../server/features/accounts/common-passwords.ts';
import {
  hashPassword,
  isPassword,
  needsRehash,
  oneTimePassword,
  passwordFaults,
} from '../../server/features/accounts/password.ts';

const owner = { login: 'chau.soc', name: 'Chau Sóc Kha' };
const keysOf = (password: string) => passwordFaults(password, owner).map(({ key }) => key);

describe('a password', () => {
  it('is stored as an Argon2id string of the policy, each time another one', async () => {
    const [first, second] = [await hashPassword('bốn từ rời rạc'), await hashPassword('bốn từ rời rạc')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(needsRehash(first)).toBe(false);
  });

  it('is known again, however its accents are put together, and no other is', async () => {
    const hash = await hashPassword('hòa bình trên sông');
    expect(await isPassword(hash, 'hòa bình trên sông'.normalize('NFD'))).toBe(true);
    expect(await isPassword(hash, 'hoa binh tren song')).toBe(false);
    expect(await isPassword(hash, 'hòa bình trên sông ')).toBe(false);
  });

  it('counts to its last letter, at 70 letters as well', async () => {
    const hash = await hashPassword(`${'x'.repeat(69)}a`);
    expect(await isPassword(hash, `${'x'.repeat(69)}b`)).toBe(false);
    expect(keysOf('một '.repeat(30))).toEqual([]);
  });

  it('is hashed anew where the stored hash is weaker than the policy', async () => {
    expect(needsRehash(await argon2.hash('x', { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(needsRehash((await hashPassword('x')).replace('$argon2id$', '$argon2i$'))).toBe(true);
  });

  it('has at least eight letters and needs no digits or signs', () => {
    expect(keysOf('bảychữ1')).toEqual(['account.password-short']);
    expect(keysOf('sông nước')).toEqual([]);
  });

  it('is refused when it stands on the list of common ones', () => {
    expect([...commonPasswords].filter((password) => keysOf(password).length === 0)).toEqual([]);
    expect(commonPasswords.size).toBeGreaterThan(200);
  });

  it.each(['Password123', 'MatKhau123', 'mật khẩu 123', 'QWERTY123', 'Anh Yêu Em Nhiều'])(
    'is refused in another dress: %s',
    (password) => {
      expect(keysOf(password)).toEqual(['account.password-common']);
    },
  );

  it.each([
    'NguonGoc@2026',
    'truyxuatnguongoc',
    'Sở KHCN 2026',
    'ChauSoc2026',
    'chau sóc kha!',
    '123456khcn789',
  ])('is refused when it is a word of the service or of its owner: %s', (password) => {
    expect(keysOf(password)).toEqual(['account.password-context']);
  });

  it('given once is long, easy to read out and never the same', () => {
    const made = Array.from({ length: 1000 }, oneTimePassword);
    for (const password of made)
      expect(password).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(new Set(made).size).toBe(1000);
    expect(made.flatMap(keysOf)).toEqual([]);
  });
});
