import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { assetText, assetUrl } from '../../server/sites/shared/asset-files.ts';
import { assetRoutes } from '../../server/sites/shared/asset-routes.ts';

const app = express().use(assetRoutes());

describe('assets', () => {
  it('gives the style sheet as one file for good, with the fonts it names', async () => {
    const answer = await request(app).get(assetUrl('site.css')).set('Accept-Encoding', 'identity');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(answer.text).not.toContain('@import');
    const fonts = [...answer.text.matchAll(/url\('([^']+)'\)/g)].map(([, url = '']) => url);
    expect(fonts).toHaveLength(9);
    for (const url of fonts) {
      const font = await request(app).get(url);
      expect(font.headers['content-type']).toBe('font/woff2');
    }
  });

  it('packs text for browsers that unpack brotli', async () => {
    const answer = await request(app).get(assetUrl('site.css')).set('Accept-Encoding', 'br').buffer(false);
    expect(answer.headers['content-encoding']).toBe('br');
  });

  it.each([
    '/assets/site.css',
    '/assets/site.000000000000.css',
    '/assets/../asset-files.ts',
    '/assets/%2e%2e/icons.ts',
  ])('has nothing at %s', async (address) => {
    expect((await request(app).get(address)).status).toBe(404);
  });

  it('keeps the tokens readable apart, for pages that carry their style inline', () => {
    expect(assetText('tokens.css')).toContain('--ink: #14231b;');
  });

  it('says which file is missing', () => {
    expect(() => assetUrl('none.css')).toThrow('no asset none.css');
  });
});
