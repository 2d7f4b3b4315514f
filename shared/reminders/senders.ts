/** The ways out of the house: mail over SMTP, a signed call, or a page kept with the documents. */
import { createHmac } from 'node:crypto';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { BlobStore } from '#shared/store/blobs.ts';
import { type Allowed, allowedHere, call } from './outgoing-call.ts';
import type { Message, Senders } from './send-reminders.ts';
import { webhookSecret } from './targets.ts';

type SenderOptions = {
  /** `smtp://user:password@host:587`; without it mail cannot be sent and is tried again. */
  readonly smtpUrl?: string | undefined;
  readonly from?: string | undefined;
  /** Hosts that may be called though they are inside or without https. */
  readonly allowed?: Allowed;
  readonly signingSecret: () => Promise<string>;
  readonly blobs: BlobStore;
};
const TIMEOUT_MS = 15_000;
/** By `TAIZHANG_SMTP_URL`. */
const MAIL_NOT_SET = '发送邮件的服务器还没有设置，请系统管理员设置以后重新发送';

export function senders({
  smtpUrl,
  from,
  allowed = allowedHere(),
  signingSecret,
  blobs,
}: SenderOptions): Senders {
  return {
    email: async (to, { id, subject, text }) => {
      if (smtpUrl === undefined) throw new Error(MAIL_NOT_SET);
      const { createTransport } = await import('nodemailer');
      const mail = createTransport(transportOf(smtpUrl), { from: from ?? 'taizhang@localhost' });
      try {
        await mail.sendMail({ to: [...to], subject, text, messageId: `<${id}@taizhang>` });
      } finally {
        mail.close();
      }
    },
    webhook: async (url, message) => {
      const body = JSON.stringify(calledWith(message));
      const timestamp = String(Math.floor(Date.now() / 1000));
      const secret = webhookSecret(await signingSecret(), message.office);
      const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      const status = await call({
        ...{ url, body, timeoutMs: TIMEOUT_MS, allowed },
        headers: {
          'content-type': 'application/json',
          'idempotency-key': message.id,
          'x-timestamp': timestamp,
          'x-signature': `sha256=${signature}`,
        },
      });
      if (status < 200 || status > 299) throw new Error(`接收提醒的地址没有收下（回答 ${status}）`);
    },
    keep: (message) => keepIn(blobs, message),
  };
}

/** Names and numbers of cases go to another machine encrypted, or not at all; the address may say `?requireTLS=false`. */
export function transportOf(url: string): SMTPTransport.Options {
  const times = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const host = URL.parse(url)?.hostname ?? '';
  return { url, ...times, requireTLS: !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host) };
}

function calledWith({ id, subject, reminder }: Message): object {
  return { id, subject, ...reminder };
}

/** The same message again has the same name. */
export async function keepIn(
  blobs: BlobStore,
  { id, office, subject, text, reminder }: Message,
): Promise<void> {
  const name = `reminders/${office}/${reminder.on}-${id.slice(0, 12)}.txt`;
  await blobs.putOnce(name, Buffer.from(`${subject}\n\n${text}\n`));
}
