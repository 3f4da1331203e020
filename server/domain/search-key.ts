/**
 * The stored key under which a name is found however it is typed: `Xã Hoà Đa`, `xa hoa da` and `XÃ HÒA ĐA` are one.
 * An apostrophe joins (`Cư M'gar` is `cu mgar`), every other sign parts words.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/['’ʼ]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
