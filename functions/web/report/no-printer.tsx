/** Where no browser can be started to print with, the page itself can be. */

import type { Ctx } from '../frame/web.ts';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import { type Address, hrefOf } from './address.ts';

export function noPrinter(c: Ctx, address: Address): Response | Promise<Response> {
  return renderPage(c, {
    title: '这台机器不能生成 PDF',
    section: 'reports',
    status: 503,
    body: (
      <MessagePage title="这台机器不能生成 PDF">
        没有可用的打印程序。可以<a href={hrefOf(address, '/sheet')}>打开全文</a>
        ，用浏览器的“打印”另存为 PDF；其他格式不受影响。
      </MessagePage>
    ),
  });
}
