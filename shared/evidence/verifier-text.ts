/** The verifier's own source, to go with what it is to verify. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZipEntry } from '#shared/documents/zip.ts';

/** In the cloud in the layer that all functions share, in its own folder elsewhere. */
const PLACES = [
  join(import.meta.dirname, '..', '..', 'opt', 'taizhang', 'verifier'),
  join(import.meta.dirname, '..', '..', 'functions', 'verifier'),
];

export function verifierText(): readonly ZipEntry[] {
  const folder = PLACES.find((place) => existsSync(join(place, 'main.ts')));
  if (folder === undefined) throw new Error('the text of the verifier is not there');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ name: `verifier/${name}`, bytes: readFileSync(join(folder, name)) }));
}

export const README = `证据包核验方法

1. 装有 Node.js 22.18 或更新版本的任何一台电脑，不需要安装台账程序，也不需要网络。
2. 解开本压缩包，在解开的文件夹里执行：
     node verifier/main.ts . --key signing.pub
   signing.pub 应与本机关另行公布或者交给您的公钥一致：请先比对，或在 --key 后面直接写您手里的那一行。
3. 退出码 0、显示“没有发现问题”：清单由该公钥签名，文件没有改动，每笔记录都在检查点之下；
   显示“发现 N 处问题”：逐条写明是哪个文件、哪一件、第几笔、出了什么问题。

evidence.html      给人看的内容，可直接打印
commits.ndjson     每行一笔记录，与台账所存逐字节相同；opened 是密封时的原文和盐（只在完整导出时有），
                   其 SHA-256 就是记录中 seal.digest
proofs.json        每笔记录在检查点之下的位置和路径（RFC 6962）
checkpoint         台账的检查点（C2SP tlog-checkpoint），Ed25519 签名（设有 SM2 密钥的，同时有 SM2 签名）
signing.pub        最初的公钥（C2SP verifier key）
keys/              公布了新密钥的检查点：由旧密钥和新密钥共同签名，没有换过密钥的没有这个文件夹
MANIFEST           全部文件的 SHA-256，签名同检查点
verifier/          核验程序的源代码：只用 Node 自带的模块，一个下午可以读完

How to verify this package (English): any computer with Node.js 22.18 or later, no network, nothing installed:
  node verifier/main.ts . --key signing.pub --lang en
Compare signing.pub first with the key that the office gave you otherwise.
`;
