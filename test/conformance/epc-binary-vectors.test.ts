import { expect, it } from '@jest/globals';
import { identifierPath } from '../../server/domain/identifiers/digital-link-build.ts';
import { parseEpcPath } from '../../server/domain/identifiers/epc-binary.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

interface Vector {
  tagURI: string;
  hexPath: string;
  base64urlPath: string;
  digitalLinkPath: string;
}

const text = sharedText('cases/epc-binary-vectors.json');
const { vectors } = JSON.parse(text ?? '{"vectors":[]}') as { vectors: Vector[] };

describeWith(text, 'EPC binary strings (GS1-Conformant Resolver §2.3)', () => {
  it.each(vectors)('$tagURI', ({ hexPath, base64urlPath, digitalLinkPath }) => {
    for (const path of [hexPath, base64urlPath]) {
      const epc = parseEpcPath(path);
      expect([path, epc.ok ? identifierPath(epc.value) : epc.fault]).toEqual([path, digitalLinkPath]);
    }
  });
});
