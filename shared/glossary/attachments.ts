/** What is attached to a case: the kinds of paper an office keeps, and the types of file that carry them. */
import { keysOf } from '#shared/kernel/keys.ts';

/** In the order in which they are offered. */
export const ATTACHMENT_KIND_LABELS = {
  application: '申请材料',
  identity: '证件',
  authorisation: '授权委托书',
  evidence: '证据材料',
  serviceReceipt: '送达回证',
  replyEnclosure: '答复附件',
  opinion: '意见、来函',
  judgment: '决定书、裁判文书',
  other: '其他',
} as const;
export type AttachmentKind = keyof typeof ATTACHMENT_KIND_LABELS;
export const ATTACHMENT_KINDS = keysOf(ATTACHMENT_KIND_LABELS);

type FileTypeTerms = {
  readonly label: string;
  readonly mediaType: string;
  /** The endings a file of this type may bear; the first is given to one that bears another. */
  readonly endings: readonly [string, ...string[]];
  /** Whether a browser shows it by itself. */
  readonly shown: boolean;
};

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const TERMS = {
  pdf: { label: 'PDF', mediaType: 'application/pdf', endings: ['pdf'], shown: true },
  jpeg: { label: 'JPEG 图片', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'], shown: true },
  png: { label: 'PNG 图片', mediaType: 'image/png', endings: ['png'], shown: true },
  webp: { label: 'WebP 图片', mediaType: 'image/webp', endings: ['webp'], shown: true },
  tiff: { label: 'TIFF 图片', mediaType: 'image/tiff', endings: ['tif', 'tiff'], shown: false },
  ofd: { label: 'OFD', mediaType: 'application/ofd', endings: ['ofd'], shown: false },
  docx: {
    ...{ label: 'Word', mediaType: `${OPEN_XML}.wordprocessingml.document`, endings: ['docx'], shown: false },
  },
  xlsx: {
    ...{ label: 'Excel', mediaType: `${OPEN_XML}.spreadsheetml.sheet`, endings: ['xlsx'], shown: false },
  },
  doc: { label: 'Word 97', mediaType: 'application/msword', endings: ['doc', 'wps'], shown: false },
  xls: { label: 'Excel 97', mediaType: 'application/vnd.ms-excel', endings: ['xls', 'et'], shown: false },
  /** Of which characters it is, is not said: it is saved as it came. */
  text: { label: '文本', mediaType: 'application/octet-stream', endings: ['txt'], shown: false },
} as const satisfies Readonly<Record<string, FileTypeTerms>>;
export type FileType = keyof typeof TERMS;
export const FILE_TYPE_TERMS: Readonly<Record<FileType, FileTypeTerms>> = TERMS;
export const FILE_TYPES = keysOf(TERMS);

/** What a scan for malicious software has said of a file. */
export const SCAN_LABELS = {
  clean: '已查毒',
  infected: '查出病毒',
  pending: '正在查毒',
  unscanned: '未查毒',
} as const;
export type ScanOutcome = keyof typeof SCAN_LABELS;
export const SCAN_OUTCOMES = keysOf(SCAN_LABELS);
