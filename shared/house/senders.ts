/** The ways out of the cloud: mail by SES, the signed call and the kept page as on one machine. */
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Senders } from '#shared/reminders/send-reminders.ts';
import { senders } from '#shared/reminders/senders.ts';
import type { CloudHouse } from './deployed-house.ts';

/** `MAIL_DOMAIN` is verified with SES; without it no mail is sent and the message becomes a dead letter. */
export function deployedSenders({ blobs, accounts }: CloudHouse): Senders {
  const others = senders({ signingSecret: () => accounts.signingSecret(), blobs });
  const ses = new SESv2Client({ maxAttempts: 3 });
  const domain = process.env.MAIL_DOMAIN;
  if (domain === undefined || domain === '') return others;
  return {
    ...others,
    email: async (to, { subject, text }) => {
      const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
      const Content = { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } };
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: `taizhang@${domain}`,
          Destination: { ToAddresses: [...to] },
          Content,
        }),
      );
    },
  };
}
