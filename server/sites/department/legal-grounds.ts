/**
 * Grounds an officer refuses on most often (field.md §1): quoted by text, article and clause in Vietnamese, which is
 * the language they are law in; anything else is written out beside them.
 */
export const legalGrounds = [
  'Nghị định 37/2026/NĐ-CP, Điều 23 khoản 5 (dữ liệu truy xuất nguồn gốc phải có)',
  'Nghị định 37/2026/NĐ-CP, Điều 23 khoản 10 (mã truy xuất nguồn gốc)',
  'Nghị định 37/2026/NĐ-CP, Điều 26 (trách nhiệm của tổ chức, cá nhân thực hiện truy xuất nguồn gốc)',
  'Nghị định 37/2026/NĐ-CP, Điều 28 khoản 4 (mã dễ nhầm với mã GS1)',
  'Nghị định 37/2026/NĐ-CP, Điều 42 và Điều 47 (nội dung nhãn, xuất xứ hàng hóa)',
  'Luật Sở hữu trí tuệ 50/2005/QH11, Điều 142 khoản 2 (sử dụng nhãn hiệu tập thể)',
] as const;
