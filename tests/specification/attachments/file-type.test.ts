/** What a file is, told by its bytes and not by what somebody called it. */
import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName, fileTypeOf } from '#shared/attachments/file-type.ts';
import { faultIn } from '#shared/attachments/keep-file.ts';
import { writeZip } from '#shared/documents/zip.ts';
import { FILE_TYPES } from '#shared/glossary/attachments.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const zipOf = (...names: string[]): Buffer =>
  writeZip(names.map((name) => ({ name, bytes: Buffer.from('x') })));
const compound = (stream: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')]);

describe('the type of a file', () => {
  it.each([
    ['a PDF', bytes('%PDF-1.7\n%âãÏÓ'), 'pdf'],
    ['a photograph', Buffer.from('ffd8ffe000104a464946', 'hex'), 'jpeg'],
    ['a picture of the screen', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'png'],
    ['a WebP', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'webp'],
    ['a scan of an Intel machine', bytes('II*\0\x08\0\0\0'), 'tiff'],
    ['a scan of a Motorola machine', bytes('MM\0*\0\0\0\x08'), 'tiff'],
    ['an OFD', zipOf('OFD.xml', 'Doc_0/Document.xml'), 'ofd'],
    ['a document of Word', zipOf('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['a workbook', zipOf('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['a document of Word 97 or WPS', compound('WordDocument'), 'doc'],
    ['a table of Excel 97', compound('Workbook'), 'xls'],
    ['a note', Buffer.from('来电人称 3 号楼漏水\r\n'), 'text'],
    ['a note of an older editor', Buffer.from('c0b4b5e7c8cb', 'hex'), 'text'],
  ])('%s', (_, content, type) => expect(fileTypeOf(content)).toBe(type));

  it('of what the product itself writes', async () => {
    const file = new Document({ sections: [{ children: [new Paragraph('告知书')] }] });
    expect(fileTypeOf(await Packer.toBuffer(file))).toBe('docx');
  });

  it.each([
    ['a program called scan.pdf', bytes('MZ\x90\0\x03\0\0\0')],
    ['a program of Linux', bytes('\x7fELF\x02\x01')],
    ['a page of the web', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['a page with blanks before it', Buffer.from('\n  <HTML><body>')],
    ['a drawing that can hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a picture that begins with something else', bytes('GIF89a\xff\xd8\xff')],
    ['an archive of anything', zipOf('a.exe')],
    ['a document with macros', zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['half an archive', zipOf('[Content_Types].xml', 'word/document.xml').subarray(0, 60)],
    ['a mail of Outlook', compound('__substg1.0_')],
    ['a sound', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['blanks', Buffer.from('   \n')],
    ['nothing', Buffer.alloc(0)],
  ])('that is not taken: %s', (_, content) => expect(fileTypeOf(content)).toBeNull());

  it('is found for any bytes without a fault', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('', '504b0304', 'd0cf11e0a1b11ae1'),
        (rest, head) => {
          const whole = Buffer.concat([Buffer.from(head, 'hex'), rest, Buffer.from('504b0506', 'hex'), rest]);
          expect([null, ...FILE_TYPES]).toContain(fileTypeOf(whole));
        },
      ),
    );
  });
});

describe('what is said of a file that is not taken', () => {
  it('names what is wrong with it, and the most it may have', () => {
    expect(faultIn(Buffer.alloc(0))).toEqual({ code: 'fileEmpty' });
    expect(faultIn(Buffer.alloc(4 * 1024 * 1024 + 1), 4)).toEqual({
      code: 'fileTooLarge',
      facts: { most: 4 },
    });
    expect(faultIn(bytes('MZ\0\0'))).toEqual({ code: 'badFileType' });
    expect(faultIn(bytes('%PDF-1.4'))).toBeNull();
  });
});

describe('the name of a file', () => {
  it.each([
    ['委托书.pdf', 'pdf', '委托书.pdf'],
    ['C:\\桌面\\身份证.JPG', 'jpeg', '身份证.JPG'],
    ['../../etc/passwd', 'text', 'passwd.txt'],
    ['照片.png', 'jpeg', '照片.png.jpg'],
    ['', 'pdf', '附件.pdf'],
    ['..', 'pdf', '附件.pdf'],
    ['委托书\u202efdp.exe', 'pdf', '委托书fdp.exe.pdf'],
    ['x\r\nSet-Cookie: a=b.pdf', 'pdf', 'xSet-Cookie: a=b.pdf'],
    ['函.wps', 'doc', '函.wps'],
  ] as const)('%j as %s is %j', (written, type, name) => expect(fileName(written, type)).toBe(name));
});
