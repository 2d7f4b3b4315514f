/** A date that a notice not yet published may still move says so wherever it is shown. */
export function provisionalText(date: string, isProvisional: boolean): string {
  return isProvisional && date !== '' ? `${date}（暂定）` : date;
}

type End = { readonly provisional: boolean; readonly earliest?: boolean };

/** And one that a paper may still move whose service is not recorded. */
export function endText(date: string, { provisional, earliest }: End): string {
  return `${earliest && date !== '' ? '最早 ' : ''}${provisionalText(date, provisional)}`;
}
