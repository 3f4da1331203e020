/** What marks and rights of use ask of other features; answered where the server is composed. */
export interface MarkNeighbours {
  /** The name in force; null where there is no such organisation. */
  organisationName(id: string): Promise<string | null>;
  /** Those of the ids that are not approved products, or places, of this organisation. */
  strangers(kind: 'product' | 'place', ids: readonly string[], organisation: string): Promise<string[]>;
  hasFile(id: string): Promise<boolean>;
}
