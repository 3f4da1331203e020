import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfig } from '../../server/platform/config.ts';

const secret = 'A'.repeat(43);
const serving = {
  MONGODB_URI: 'mongodb://db.example/nguon-goc',
  PUBLIC_ORIGIN: 'https://txng.example.vn',
  TOKEN_SECRET: secret,
  STAMP_SECRETS: `2026:${secret}`,
};

describe('the configuration', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('needs nothing in trial mode', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.data',
      mongodbUri: undefined,
      provinceCode: '91',
    });
  });

  it('treats an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: '' })).toMatchObject({ port: 3000, mongodbUri: undefined });
  });

  it('names every wrong and every missing variable in one message, and shows no value', () => {
    const attempt = () =>
      readConfig({
        MONGODB_URI: 'postgres://user:hunter2@db',
        PORT: 'eighty',
        PUBLIC_ORIGIN: 'https://a.vn/path',
        TOKEN_SECRET: 'hunter2',
        GATEWAY_NATIONAL_URL: 'https://gw',
      });
    expect(attempt).toThrow(ConfigurationError);
    for (const name of [
      'MONGODB_URI',
      'PORT',
      'PUBLIC_ORIGIN',
      'TOKEN_SECRET',
      'GATEWAY_NATIONAL_CLIENT_ID',
      'GATEWAY_NATIONAL_CLIENT_SECRET',
    ]) {
      expect(attempt).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
    }
    expect(attempt).not.toThrow(/hunter2/);
  });

  it('asks for secrets and a public origin once it serves', () => {
    const attempt = () => readConfig({ MONGODB_URI: serving.MONGODB_URI });
    expect(attempt).toThrow(/TOKEN_SECRET: .*\n.*STAMP_SECRETS: .*\n.*PUBLIC_ORIGIN: /);
  });

  it('takes secrets from a file as well', () => {
    const file = path.join(folder, 'secrets.json');
    writeFileSync(file, JSON.stringify({ tokenSecret: secret, stampSecrets: { '2026': secret } }));
    const { TOKEN_SECRET: _one, ...rest } = serving;
    expect(readConfig({ ...rest, SECRETS_FILE: file }).tokenSecrets).toEqual([secret]);
    expect(() => readConfig({ ...rest, SECRETS_FILE: `${file}.missing` })).toThrow(/SECRETS_FILE: /);
  });

  describe('the secrets of stamps', () => {
    const one = Buffer.alloc(32, 1).toString('base64');
    const two = Buffer.alloc(40, 2).toString('base64url');
    const { TOKEN_SECRET: _token, STAMP_SECRETS: _stamps, ...rest } = serving;

    function withFile(content: object): ReturnType<typeof readConfig> {
      const file = path.join(folder, 'stamp-secrets.json');
      writeFileSync(file, JSON.stringify({ tokenSecret: secret, ...content }));
      return readConfig({ ...rest, SECRETS_FILE: file });
    }

    it('come from a variable, the current one first', () => {
      const { stampKeys } = readConfig({ ...serving, STAMP_SECRETS: `2027:${one},old.1:${two}` });
      expect(stampKeys.map(({ id, secret: { length } }) => [id, length])).toEqual([
        ['2027', 32],
        ['old.1', 40],
      ]);
    });

    it('come from the file, which names the current one', () => {
      const stampSecrets = { '2026': one, '2027': two };
      const ids = (currentStampKey: string) =>
        withFile({ stampSecrets, currentStampKey }).stampKeys.map(({ id }) => id);
      expect(ids('2027')).toEqual(['2027', '2026']);
      expect(ids('2026')).toEqual(['2026', '2027']);
      expect(withFile({ stampSecrets: { only: one } }).stampKeys.map(({ id }) => id)).toEqual(['only']);
    });

    it('are asked for by name where the file has none', () => {
      expect(() => withFile({})).toThrow(/STAMP_SECRETS: /);
    });

    it.each([
      ['a short secret', { stampSecrets: { '2026': 'c2hvcnQ=' } }],
      ['several and none current', { stampSecrets: { '2026': one, '2027': two } }],
      ['a current one that is not there', { stampSecrets: { '2026': one }, currentStampKey: '2027' }],
      ['an id with a space', { stampSecrets: { 'key one': one } }],
    ])('are refused in the file with %s', (_, content) => {
      expect(() => withFile(content)).toThrow(/SECRETS_FILE: /);
    });

    it.each([`2026:${one},2026:${two}`, '2026:c2hvcnQ=', one, `2026:${one},`])(
      'are refused in the variable: %s',
      (given) => {
        const attempt = () => readConfig({ ...serving, STAMP_SECRETS: given });
        expect(attempt).toThrow(/STAMP_SECRETS: /);
        expect(attempt).not.toThrow(one);
      },
    );
  });

  it('keeps the secret before the last rotation as second', () => {
    const previous = 'B'.repeat(43);
    expect(readConfig({ ...serving, TOKEN_SECRET_PREVIOUS: previous }).tokenSecrets).toEqual([
      secret,
      previous,
    ]);
  });

  it('reads the proxies to believe as a list', () => {
    expect(readConfig({ ...serving, TRUST_PROXY: '10.0.0.1,10.0.0.2' }).trustProxy).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });
});
