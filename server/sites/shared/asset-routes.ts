import { brotliCompressSync } from 'node:zlib';
import { Router } from 'express';
import { assetAt } from './asset-files.ts';
import type { Asset } from './asset-files.ts';

/** Style sheets, scripts, drawings and fonts under /assets, each under the hash of its content. */
export function assetRoutes(): Router {
  const router = Router();

  router.get('/assets/*path', (req, res, next) => {
    const asset = assetAt(req.path);
    if (!asset) {
      next();
      return;
    }
    res.set('Content-Type', asset.type);
    res.set('Cache-Control', 'public, max-age=31536000, immutable');
    if (!isCompressible(asset)) {
      res.send(asset.body);
      return;
    }
    res.vary('Accept-Encoding');
    if (req.acceptsEncodings('br') !== 'br') {
      res.send(asset.body);
      return;
    }
    res.set('Content-Encoding', 'br');
    res.send(compressed(asset));
  });

  return router;
}

const compressedBodies = new Map<string, Buffer>();

function compressed({ url, body }: Asset): Buffer {
  let small = compressedBodies.get(url);
  if (!small) {
    small = brotliCompressSync(body);
    compressedBodies.set(url, small);
  }
  return small;
}

function isCompressible({ type }: Asset): boolean {
  return type.startsWith('text/') || type === 'image/svg+xml';
}
