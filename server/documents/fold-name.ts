/** "Kostnads Ställe", "kostnads_ställe" and "KOSTNADSSTALLE*" are the same name: letters and digits only, without diacritics. */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
