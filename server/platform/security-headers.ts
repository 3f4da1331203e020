import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** Ours, not helmet's defaults: nothing from elsewhere, no inline code, nobody may frame us (ASVS 3.4.3, 3.4.6). */
export const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** A year, subdomains too (ASVS 3.4.1: on every answer, the shortest ones included). */
export const strictTransport = 'max-age=31536000; includeSubDomains';
const referrerPolicy = 'strict-origin-when-cross-origin';

/**
 * What an open page without script needs of the headers below (ASVS 3.4): no other is heeded by any browser that
 * knows its policy, or guards what such a page does not have; and each costs a hot answer a fiftieth of its time.
 */
export function openPageHeaders(policy: string): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': referrerPolicy,
    'Strict-Transport-Security': strictTransport,
    'X-Content-Type-Options': 'nosniff',
  };
}

export function securityHeaders(): RequestHandler {
  const helmeted = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    referrerPolicy: { policy: referrerPolicy },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (req, res, next) => {
    res.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=()');
    res.set('Strict-Transport-Security', strictTransport);
    helmeted(req, res, next);
  };
}
