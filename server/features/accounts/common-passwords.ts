/**
 * Passwords that are tried first, here and elsewhere, of eight characters and more (shorter ones are refused by
 * their length). Compared without case, accents and signs.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 0123456789 01234567 012345678 987654321 9876543210 87654321 0987654321
  11111111 111111111 1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555
  66666666 666666666 77777777 88888888 888888888 8888888888 99999999 999999999 12121212 123123123
  123321123 12341234 12344321 1234512345 11223344 1122334455 112233445566 13131313 12312312 123454321
  147258369 147852369 159357258 159753159 789456123 741852963 963852741 321321321 456456456 147147147
  13579246 24681357 135792468 246813579 20202020 19901990 19951995 20002000 20242024 20252025 20262026
  68686868 86868686 39393939 79797979 68680000 16816888 88889999 66668888 99998888 01010101 10101010
  password password1 password12 password123 password1234 password123456 passw0rd passw0rd1 p4ssword p4ssw0rd
  passwordpassword mypassword newpassword changeme changeme1 changeme123 changeit letmein1 letmein123 letmeinnow
  welcome1 welcome12 welcome123 welcome2024 welcome2025 welcome2026 iloveyou iloveyou1 iloveyou2 iloveyou123 loveyou123
  qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop qwertyuiop123 asdfghjk asdfghjkl
  asdfasdf asdf1234 asdfjkl1 zxcvbnm1 zxcvbnm123 zxcvbnmm 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t q1w2e3r4
  qazwsxedc qweasdzxc qwe123456 qweqweqwe qwer1234 1234qwer 123qwe123 123456qwerty 12345qwert abcd1234 abcd12345
  abc12345 abc123456 abc123abc abcabc123 abcdefgh abcdefghi abcdef123 a1b2c3d4 a1234567 a12345678 a123456789
  aa123456 aaa11111 aaaaaaaa aaaaaaaaa zzzzzzzz xxxxxxxx q1234567 z1234567 m12345678 administrator admin123
  admin1234 admin12345 admin123456 adminadmin admin2024 admin2025 admin2026 rootroot root1234 superadmin
  useruser user1234 user12345 guest123 guestguest test1234 test12345 testtest testing1 testing123 temp1234 default1
  secret12 secret123 master12 master123 monkey12 monkey123 dragon12 dragon123 shadow12 shadow123 sunshine sunshine1
  princess princess1 football football1 baseball superman superman1 batman123 pokemon1 pokemon123 michael1 jordan23
  computer computer1 internet samsung1 samsung123 iphone123 facebook facebook1 google123 whatever trustno1 starwars
  manchester chelsea1 liverpool liverpool1 arsenal1 barcelona
  matkhau1 matkhau12 matkhau123 matkhau1234 matkhau123456 matkhaumoi matkhaucu matkhau01 mat123456 khongbiet
  khongco1 khongnho khongcomatkhau emyeuanh anhyeuem anhyeuem1 anhyeuem123 anhyeuemnhieu emyeuanh1 emyeuanh123
  yeuemnhieu yeuanhnhieu toiyeuem toiyeuem1 toiyeuvietnam yeuvietnam vietnam1 vietnam12 vietnam123 vietnam1945
  vietnam1975 vietnam2025 vietnam2026 vietnamvodich ilovevietnam hanoi123 hanoi1234 saigon123 saigon1975 tphcm123
  sinhnhat giadinh1 giadinh123 bomeyeu1 conyeume conyeume1 yeumenhat chucmung chucmungnammoi hanhphuc hanhphuc1
  maimaiyeuem mottinhyeu tinhyeu1 tinhyeu123 nguyenvana nguyenvanan nguyen123 nguyen1234 tranvana levana123
  phamvana hoangvana thanhcong thanhcong1 phatdat1 phattai1 phattai123 phatloc1 locphat68 locphat6868 taolao123
  concobebe conmeocon chocon123 meomeo123 hoilamgi deobiet1 bimat123 bimatnhe doimatkhau xinchao1 xinchao123
  xinchaovietnam congty123 congty1234 vanphong1 nhanvien1 nhanvien123 giamdoc1 ketoan123 truongphong
  `
    .trim()
    .split(/\s+/),
);

/** Words of this service and its users: with digits or signs around them they are no password either. */
export const contextWords: ReadonlySet<string> = new Set(
  `
  nguongoc nguongocsanpham truyxuat truyxuatnguongoc txng sokhcn khcn sokhoahoc sokhoahocvacongnghe
  khoahoccongnghe khoahocvacongnghe angiang tinhangiang longxuyen chaudoc rachgia phuquoc hoptacxa htx
  nhanhieu nhanhieutapthe chidandialy vietgap globalgap ocop quanly quantri quantrivien canbo canbothamdinh
  matkhau matkhaumacdinh password admin administrator vietnam
  `
    .trim()
    .split(/\s+/),
);
