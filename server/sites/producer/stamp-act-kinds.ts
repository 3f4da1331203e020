import type { ChangeBy } from '../../domain/change.ts';
import type { Actor } from '../../domain/roles.ts';
import type { StampOutlook } from '../../features/stamps/stamp-handling.ts';
import type { StampService } from '../../features/stamps/stamp-service.ts';
import type { StampsNamed, StampVoid } from '../../platform/contract-types.ts';

/** What a clerk does with stamps: one form, one look at what would happen, one press. */
export interface StampActKind<Content extends StampsNamed = StampsNamed> {
  act: 'activate' | 'void' | 'return';
  /** Below the batch's page of stamps. */
  path: string;
  contract: 'StampsNamed' | 'StampVoid';
  outlook: (
    stamps: StampService,
    about: { batch: string; content: Content; actor: Actor },
  ) => Promise<StampOutlook>;
  carryOut: (
    stamps: StampService,
    about: { batch: string; content: Content; by: ChangeBy },
  ) => Promise<unknown>;
}

export const activation: StampActKind = {
  act: 'activate',
  path: 'activation',
  contract: 'StampsNamed',
  outlook: (stamps, { batch, content, actor }) => stamps.outlook.activate(batch, content, actor),
  carryOut: (stamps, { batch, content, by }) => stamps.activate(batch, content, by),
};

export const voiding: StampActKind<StampVoid> = {
  act: 'void',
  path: 'voiding',
  contract: 'StampVoid',
  outlook: (stamps, { batch, content, actor }) => stamps.outlook.void(batch, content, actor),
  carryOut: (stamps, { batch, content, by }) => stamps.void(batch, content, by),
};

export const takingBack: StampActKind = {
  act: 'return',
  path: 'return',
  contract: 'StampsNamed',
  outlook: (stamps, { batch, content, actor }) => stamps.outlook.takeBack(batch, content, actor),
  carryOut: (stamps, { batch, content, by }) => stamps.takeBack(batch, content, by),
};
