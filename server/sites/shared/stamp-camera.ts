import { attributes } from '../../platform/html.ts';
import type { Attributes } from '../../platform/html.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';

const words = {
  open: 'stamping.camera-open',
  stop: 'stamping.camera-stop',
  looking: 'stamping.camera-looking',
  found: 'stamping.camera-found',
  other: 'stamping.camera-other',
  nothing: 'stamping.camera-nothing',
  refused: 'stamping.camera-refused',
  failed: 'stamping.camera-failed',
} as const satisfies Record<string, MessageKey>;

/** What assets/stamp-camera.js says, in the reader's language, on the element around the fields it helps with. */
export function cameraWords(t: Translate): Attributes {
  return attributes(
    Object.fromEntries(Object.entries(words).map(([name, key]) => [`data-camera-${name}`, t(key)])),
  );
}
