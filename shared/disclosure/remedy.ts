/** The words of a remedy (行政复议法 2023 art. 23(2)): the way, the organ, the court and the periods. */
import type { Remedy } from '#shared/glossary/remedies.ts';

/** `paper` is what the letter calls itself; `part`: only a part of what was asked for was refused. */
type Told = {
  readonly reviewOrgan: string;
  readonly court: string;
  readonly paper: '答复' | '告知书';
  readonly part?: boolean;
};

/** Empty for `none`. */
export function remedyText(remedy: Remedy, { reviewOrgan, court, paper, part = false }: Told): string {
  if (remedy === 'none') return '';
  const review = `如对本${paper}不服，可以自收到本${paper}之日起六十日内向${reviewOrgan}申请行政复议`; // 复议法20
  if (remedy === 'reviewOrSue')
    return `${review}，也可以自收到本${paper}之日起六个月内直接向${court}提起行政诉讼。`; // 行诉法46
  const what = part ? `对本${paper}中不予公开政府信息的部分不服的，` : '对不予公开政府信息的决定不服的，';
  // only the refusal has to go to review first (复议法23(1)(4)); the rest of the reply may be sued over at once
  const rest = `；对本${paper}的其他部分不服的，也可以自收到本${paper}之日起六个月内直接向${court}提起行政诉讼`;
  return (
    `${review}。根据《中华人民共和国行政复议法》第二十三条的规定，${what}应当先申请行政复议；` +
    `对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向${court}提起行政诉讼${part ? rest : ''}。` // 行诉法45
  );
}
