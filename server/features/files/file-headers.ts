import { attachmentOf } from './file-name.ts';
import type { OpenFile } from './file-service.ts';

/**
 * A file never runs as a page of this site, whatever is in it (ASVS 3.2.1). What is public never changes under its
 * address and may be kept for good; the rest is kept nowhere.
 */
export function fileHeaders({
  name,
  isPublic,
  rendition,
}: OpenFile): Record<string, string> & { 'Content-Type': string } {
  const isPicture = rendition.width > 0;
  return {
    'Content-Type': isPicture ? 'image/jpeg' : 'application/pdf',
    'Content-Length': String(rendition.size),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
    ...(isPublic && { ETag: `"${String(rendition.bytes)}"`, 'Cross-Origin-Resource-Policy': 'cross-origin' }),
    ...(!isPicture && { 'Content-Disposition': attachmentOf(name) }),
  };
}
