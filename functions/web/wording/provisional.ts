/** A date that a notice not yet published may still move says so wherever it is shown. */
export function provisionalText(date: string, isProvisional: boolean): string {
  return isProvisional && date !== '' ? `${date}（暂定）` : date;
}
