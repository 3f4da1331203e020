import { isEventKind, isUnitWord } from './sandbox-catalogues.ts';
import { isWire, refuse } from './sandbox-dialect.ts';
import type { Refusal, Resource, Wire } from './sandbox-dialect.ts';

/** What a dossier must look like by itself; whether it fits what is already held is sandbox-desk.ts. */
interface Rule {
  truong: string;
  thongBao: string;
  holds: (value: unknown, body: Wire) => boolean;
  maLoi?: string;
}

export function faultIn(resource: Resource, body: Wire): Refusal | undefined {
  const broken = rules[resource].find(({ truong, holds }) => !holds(body[truong], body));
  return broken && refuse(broken.maLoi ?? 'ERR_DU_LIEU', broken.thongBao, broken.truong);
}

const reference: Rule = {
  truong: 'maThamChieu',
  thongBao: 'Thiếu mã tham chiếu của hệ thống gửi.',
  holds: isText,
};

const version: Rule = {
  truong: 'phienBan',
  thongBao: 'Phiên bản phải là số nguyên dương.',
  holds: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};

const name: Rule = { truong: 'ten', thongBao: 'Thiếu tên.', holds: isText };

const optionalPictures: Rule = {
  truong: 'hinhAnh',
  thongBao: 'Hình ảnh phải là địa chỉ http(s) công khai của tệp JPG hoặc PNG.',
  holds: (value) => value === undefined || value === null || (Array.isArray(value) && value.every(isPicture)),
};

const unit: Rule = {
  truong: 'donViTinh',
  thongBao: 'Đơn vị tính không có trong danh mục.',
  maLoi: 'ERR_DANH_MUC',
  holds: isUnitWord,
};

const instant: Rule = {
  truong: 'thoiDiem',
  thongBao: 'Thời điểm phải theo ISO 8601.',
  holds: (value) => value === undefined || isInstant(value),
};

const eventRules: Rule[] = [
  reference,
  name,
  {
    truong: 'loaiSuKien',
    thongBao: 'Loại sự kiện không có trong danh mục.',
    maLoi: 'ERR_DANH_MUC',
    holds: isEventKind,
  },
  {
    truong: 'thoiGian',
    thongBao: 'Thời gian sự kiện phải theo ISO 8601.',
    holds: isInstant,
  },
  { truong: 'nguoiThucHien', thongBao: 'Thiếu người thực hiện sự kiện.', holds: isText },
  optionalPictures,
];

const rules: Record<Resource, Rule[]> = {
  ToChuc_HoSo: [
    reference,
    version,
    instant,
    name,
    { truong: 'diaChi', thongBao: 'Thiếu địa chỉ của tổ chức.', holds: isText },
    {
      truong: 'maSoThue',
      thongBao: 'Hồ sơ tổ chức phải có mã số thuế (10, 10-3 hoặc 12 chữ số) hoặc mã GLN.',
      holds: (value, { maGLN }) =>
        isText(value) ? /^(\d{10}(-?\d{3})?|\d{12})$/.test(value) : isText(maGLN) && maGLN !== '',
    },
    {
      truong: 'maGLN',
      thongBao: 'Mã GLN sai số kiểm tra.',
      holds: (value) => !isText(value) || (value.length === 13 && hasCheckDigit(value)),
    },
  ],
  ToChuc_SanPham: [
    reference,
    version,
    instant,
    name,
    { truong: 'gtinCode', thongBao: 'Sản phẩm chưa có mã GTIN.', holds: isText },
    {
      truong: 'gtinCode',
      thongBao: 'Mã GTIN phải có 8, 12, 13 hoặc 14 chữ số và đúng số kiểm tra.',
      holds: (value) => isText(value) && [8, 12, 13, 14].includes(value.length) && hasCheckDigit(value),
    },
    {
      truong: 'hinhAnh',
      thongBao: 'Sản phẩm phải có ít nhất một hình ảnh.',
      holds: (value) => Array.isArray(value) && value.length > 0,
    },
    optionalPictures,
    { truong: 'khoiLuongTinh', thongBao: 'Khối lượng tịnh phải lớn hơn 0.', holds: isPositive },
    unit,
  ],
  ToChuc_LenhSanXuat: [
    reference,
    version,
    instant,
    { truong: 'soLo', thongBao: 'Thiếu số lô.', holds: isText },
    { truong: 'soLuong', thongBao: 'Số lượng phải lớn hơn 0.', holds: isPositive },
    unit,
    { truong: 'xuatXu', thongBao: 'Thiếu xuất xứ.', holds: isText },
    optionalPictures,
  ],
  ToChuc_ChuoiTruyXuat: [
    reference,
    { truong: 'suKien', thongBao: 'Chuỗi truy xuất mở bằng sự kiện đầu tiên.', holds: isWire },
    {
      truong: 'suKien',
      thongBao: 'Sự kiện đầu tiên chưa hợp lệ.',
      holds: (value) => isWire(value) && eventRules.every(({ truong, holds }) => holds(value[truong], value)),
    },
  ],
  ToChuc_SuKien: eventRules,
};

function isInstant(value: unknown): boolean {
  return isText(value) && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isPositive(value: unknown): boolean {
  return (isText(value) || typeof value === 'number') && Number(value) > 0;
}

function isPicture(value: unknown): boolean {
  if (!isText(value) || !URL.canParse(value)) return false;
  const { protocol, pathname, username } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && /\.(jpe?g|png)$/i.test(pathname);
}

/** GS1 modulo 10: weights 3 and 1 from the right. */
function hasCheckDigit(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
