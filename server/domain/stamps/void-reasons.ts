/** Why a stamp shall never stand on goods, or no longer. */
export const voidReasons = ['misprint', 'damaged', 'lost', 'stolen', 'unsold', 'other'] as const;
export type VoidReason = (typeof voidReasons)[number];

/**
 * Whether stamps void for this reason are known to be gone, so that others may be printed in their place. A lost or
 * stolen one may yet turn up on somebody's goods.
 */
export const givesBack: Record<VoidReason, boolean> = {
  misprint: true,
  damaged: true,
  unsold: true,
  lost: false,
  stolen: false,
  other: false,
};
