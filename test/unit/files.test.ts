import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { attachmentOf, cleanFileName } from '../../server/features/files/file-name.ts';
import { fileTypeOf } from '../../server/features/files/file-type.ts';
import { encodePicture } from '../../server/features/files/picture-encoding.ts';
import { semaphore } from '../../server/platform/semaphore.ts';

const pdf = '%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n';

describe('the name of an uploaded file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\Giấy chứng nhận.pdf', 'Giấy chứng nhận.pdf'],
    ['a\r\nSet-Cookie: x\u0000.pdf', 'aSet-Cookie: x.pdf'],
    ['anh\u202Egpj.exe', 'anhgpj.exe'],
    ['...', 'tep'],
    ['', 'tep'],
  ])('%j becomes %j', (given, cleaned) => {
    expect(cleanFileName(given)).toBe(cleaned);
  });

  it('is cut to 120 characters', () => {
    expect(cleanFileName('ố'.repeat(500))).toHaveLength(120);
  });

  it('is offered for saving plainly and, encoded, as it is', () => {
    expect(attachmentOf(`Đơn "số 1".pdf`)).toBe(
      `attachment; filename="Don _so 1_.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22s%E1%BB%91%201%22.pdf`,
    );
  });
});

describe('what a file is', () => {
  const typeOf = (text: string) => fileTypeOf(Buffer.from(text, 'latin1'));

  it('is told by its content', async () => {
    const dot = sharp({ create: { width: 2, height: 2, channels: 3, background: '#0b6b3a' } });
    expect(fileTypeOf(await dot.clone().png().toBuffer())).toBe('png');
    expect(fileTypeOf(await dot.clone().jpeg().toBuffer())).toBe('jpeg');
    expect(fileTypeOf(await dot.clone().webp().toBuffer())).toBe('webp');
    expect(fileTypeOf(await dot.clone().gif().toBuffer())).toBeUndefined();
    expect(typeOf(pdf)).toBe('pdf');
  });

  it.each([
    ['markup', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a PDF behind markup', `<html>${pdf}`],
    ['a PDF with markup behind', `${pdf}<html>`],
    ['half a PDF', pdf.slice(0, 20)],
    ['nothing', ''],
  ])('is nothing we take where it is %s', (_what, text) => {
    expect(typeOf(text)).toBeUndefined();
  });
});

describe('a picture taken in', () => {
  it('comes in three widths, or fewer where it is small, never enlarged', async () => {
    const sizes = async (width: number, height: number) => {
      const original = await sharp({ create: { width, height, channels: 4, background: '#0b6b3a80' } })
        .png()
        .toBuffer();
      return (await encodePicture(original)).map((one) => [one.width, one.pixelWidth, one.pixelHeight]);
    };
    expect(await sizes(2000, 1000)).toEqual([
      [320, 320, 160],
      [800, 800, 400],
      [1600, 1600, 800],
    ]);
    expect(await sizes(500, 500)).toEqual([
      [320, 320, 320],
      [800, 500, 500],
    ]);
    expect(await sizes(100, 50)).toEqual([[320, 100, 50]]);
  });

  it('stands upright although its file said to turn it, and is progressive', async () => {
    const turned = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#ffffff' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [first] = await encodePicture(turned);
    expect(await sharp(first!.jpeg).metadata()).toMatchObject({
      format: 'jpeg',
      width: 200,
      height: 400,
      isProgressive: true,
    });
  });
});

describe('a semaphore of two', () => {
  it('never lets three work at once, and goes on after a failure', async () => {
    const within = semaphore(2);
    let working = 0;
    let most = 0;
    const work = (fails: boolean) => async () => {
      working += 1;
      most = Math.max(most, working);
      await new Promise(setImmediate);
      working -= 1;
      if (fails) throw new Error('broken');
    };
    const results = await Promise.allSettled(
      [true, false, true, false, false].map((fails) => within(work(fails))),
    );
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([false, true, false, true, true]);
    expect(most).toBe(2);
  });
});
